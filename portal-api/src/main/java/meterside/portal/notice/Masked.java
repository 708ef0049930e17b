package meterside.portal.notice;

/** Enough of an address to know one's own by, and too little for whoever looks over a shoulder. */
final class Masked {

    private Masked() {}

    /** {@return such as d…@example.com or (•••) •••-0123} */
    static String of(String medium, String address) {
        if (medium.equals("sms")) {
            var last = address.substring(Math.max(0, address.length() - 4));
            return address.startsWith("+1") ? "(•••) •••-" + last : "••• " + last;
        }
        var at = address.indexOf('@');
        return at < 1 ? "…" : address.charAt(0) + "…" + address.substring(at);
    }
}
