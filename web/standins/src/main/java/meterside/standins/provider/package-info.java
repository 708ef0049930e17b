/**
 * Stands in for the mail server and for Twilio, on the loopback, and shows what they took as its readers would see it. It
 * knows us by SMTP and HTTP only. The SMTP server is our own, since a fault at every verb is wanted, which no library offers.
 */
@NullMarked
package meterside.standins.provider;

import org.jspecify.annotations.NullMarked;
