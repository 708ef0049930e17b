package meterside.portal.billing;

import java.time.Instant;
import java.time.ZoneId;
import meterside.portal.allocation.Policy;
import meterside.portal.billfile.BillFile;

/**
 * What is noted of a file beside its bills.
 *
 * @param zone the utility's, whose days payments count on
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to a column; nobody compares it
record About(
        byte[] sha256,
        String name,
        BillFile.Content content,
        String currency,
        ZoneId zone,
        Policy policy,
        Instant at) {}
