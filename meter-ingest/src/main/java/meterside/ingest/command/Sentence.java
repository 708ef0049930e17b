package meterside.ingest.command;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A report in a sentence or two, for the person who sent the file. */
final class Sentence {

    private static final int MOST_LISTED = 5;

    private Sentence() {}

    static String of(JsonNode report) {
        var file = report.path("file").asString();
        var reads = report.path("reads");
        var known = reads.path("unchanged").asLong();
        return switch (report.path("outcome").asString()) {
            case "refused" ->
                "%s was refused, and nothing of it was taken. %s"
                        .formatted(file, report.path("reason").asString(""));
            case "known" -> "%s was known already; nothing has changed.".formatted(file);
            default ->
                "%s was taken: %s new, %s corrected%s%s%s"
                        .formatted(
                                file,
                                count(reads.path("accepted").asLong(), "read"),
                                number(reads.path("corrected").asLong()),
                                known == 0 ? "" : ", %s unchanged".formatted(number(known)),
                                refused(reads.path("rejected").asLong()),
                                list(report));
        };
    }

    private static String refused(long reads) {
        return reads == 0 ? "." : "; %s could not be taken:".formatted(count(reads, "read"));
    }

    private static String list(JsonNode report) {
        var text = new StringBuilder();
        var listed = 0;
        for (var rejected : report.path("rejected")) {
            if (listed++ == MOST_LISTED) {
                break;
            }
            text.append("\n  line %d: %s (%s)"
                    .formatted(
                            rejected.path("line").asInt(),
                            rejected.path("detail").asString(),
                            rejected.path("code").asString()));
        }
        var all = report.path("rejected").size()
                + report.path("rejectedNotListed").asInt();
        if (all > MOST_LISTED) {
            text.append("\n  and %s more; --json lists them".formatted(number(all - MOST_LISTED)));
        }
        return text.toString();
    }

    private static String count(long number, String word) {
        return number(number) + " " + word + (number == 1 ? "" : "s");
    }

    private static String number(long number) {
        return String.format(Locale.US, "%,d", number);
    }
}
