package meterside.standins.money;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What moved the utility's money at the provider, and the file in which a day's movements are paid out. */
final class Settlement {

    /** One movement: {@code day,provider_payment,kind,gross_cents,fee_cents}; negative when money goes back. */
    private record Line(LocalDate day, String payment, String kind, long gross, long fee) {

        String csv() {
            return "%s,%s,%s,%d,%d".formatted(day, payment, kind, gross, fee);
        }
    }

    private Settlement() {}

    /** Of cards 2.9 % and thirty cents, of bank accounts 0.8 %, at most five dollars; as Stripe's price list has it. */
    static void charged(Vault.Change change, ObjectNode intent, ObjectNode charge) {
        var amount = intent.path("amount").asLong();
        var card = charge.path("payment_method_details").path("type").asString().equals("card");
        var fee = card ? (amount * 29 + 500) / 1000 + 30 : Math.min(500, (amount * 8 + 500) / 1000);
        moved(change, "charge", card ? "charge" : "payment", charge, amount, fee);
    }

    /** @param kind charge, refund, dispute or return, as in the file */
    static void moved(Vault.Change change, String kind, String type, ObjectNode charge, long amount, long fee) {
        var moved = change.make("balance_transaction", "txn_");
        moved.put("amount", amount)
                .put("fee", fee)
                .put("net", amount - fee)
                .put("type", type)
                .put("reporting_category", kind)
                .put("source", charge.path("id").asString())
                .put("status", "available")
                .put("_kind", kind)
                .put("_payment", charge.path("payment_intent").asString());
        moved.set("currency", charge.path("currency"));
        if (kind.equals("charge")) {
            charge.set("balance_transaction", moved.path("id"));
        }
    }

    /** {@return the file of a day that is over, with what goes wrong with it if anything} */
    static String file(Vault vault, LocalDate day, ZoneId zone, String fault) {
        if (!day.isBefore(vault.clock().instant().atZone(zone).toLocalDate())) {
            throw Refusal.missing("settlement", day.toString());
        }
        var lines = new ArrayList<>(lines(vault, day, zone));
        if (!lines.isEmpty()) {
            switch (fault) {
                case "drop-line" -> lines.removeFirst();
                case "double-line" -> lines.add(1, lines.getFirst());
                case "alter-line" -> {
                    var first = lines.removeFirst();
                    lines.addFirst(new Line(first.day, first.payment, first.kind, first.gross + 100, first.fee));
                }
                default -> {}
            }
        }
        var gross = lines.stream().mapToLong(Line::gross).sum();
        var fee = lines.stream().mapToLong(Line::fee).sum();
        var file = new StringBuilder("day,provider_payment,kind,gross_cents,fee_cents\n");
        lines.forEach(line -> file.append(line.csv()).append('\n'));
        return file.append("total,%d,%d,%d\n"
                        .formatted(lines.size(), fault.equals("wrong-total") ? gross + 1 : gross, fee))
                .toString();
    }

    private static List<Line> lines(Vault vault, LocalDate day, ZoneId zone) {
        return vault.all("balance_transaction", moved -> dayOf(moved, zone).equals(day)).stream()
                .map(moved -> new Line(
                        day,
                        moved.path("_payment").asString(),
                        moved.path("_kind").asString(),
                        moved.path("amount").asLong(),
                        moved.path("fee").asLong()))
                .toList();
    }

    private static LocalDate dayOf(ObjectNode moved, ZoneId zone) {
        return Instant.ofEpochSecond(moved.path("created").asLong())
                .atZone(zone)
                .toLocalDate();
    }
}
