package meterside.alerts.delivery;

import meterside.alerts.permission.Due;
import meterside.alerts.sender.Message;
import meterside.alerts.words.Rendered;

/** What may be sent now, in words. */
record Ready(Due due, Rendered said, String stopLink) {

    Message message() {
        return new Message(
                due.id(),
                due.key(),
                due.address(),
                said.subject(),
                said.text(),
                said.html(),
                stopLink,
                due.facts().getOrDefault("replyTo", "").toString());
    }
}
