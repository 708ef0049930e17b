package meterside.alerts.delivery;

import meterside.alerts.permission.Due;
import meterside.alerts.sender.Message;
import meterside.alerts.words.Rendered;

/** What may be sent now, in words. */
record Ready(Due due, Rendered said, String stopLink) {

    Message message() {
        return new Message(
                due.id(), due.key(), due.address(), said.subject(), said.text(), said.html(), stopLink, replyTo());
    }

    /** Who wrote to the utility is answered there, not here. */
    private String replyTo() {
        var from = due.kindName().equals("message") ? String.valueOf(due.facts().get("from")) : "";
        return due.facts()
                .getOrDefault("replyTo", from.contains("@") ? from : "")
                .toString();
    }
}
