package meterside.ingest.format;

import java.util.HashMap;
import java.util.Map;
import meterside.ingest.feed.CmepShape;
import meterside.ingest.series.Mark;
import meterside.ingest.text.Fields;
import meterside.ingest.text.Refused;
import meterside.metering.ReadingQuality;

/** CMEP's quality flags: a letter, and behind it a mask in decimal, such as {@code R0} or {@code N32}. */
final class CmepFlags {

    private static final long DAYLIGHT_BIT = 1L << 6;
    private static final int MOST_KNOWN = 10_000;

    private final CmepShape shape;
    private final Map<String, Flag> known = new HashMap<>();
    private Flag last = new Flag(new Mark(ReadingQuality.VALID, ""), false);
    private String lastText = "";

    CmepFlags(CmepShape shape) {
        this.shape = shape;
    }

    /** @param daylight whether it says that daylight saving is in effect; if not, it may just not say so */
    record Flag(Mark mark, boolean daylight) {

        Flag withoutValue() {
            return new Flag(new Mark(null, mark.raw()), daylight);
        }
    }

    /** {@return what the field means} @throws Refused if the profile does not know it */
    Flag of(Fields fields, int field) throws Refused {
        if (!lastText.isEmpty() && fields.is(field, lastText)) {
            return last;
        }
        var text = fields.text(field);
        var flag = known.get(text);
        if (flag == null) {
            flag = parse(text);
            if (known.size() < MOST_KNOWN) {
                known.put(text, flag);
            }
        }
        last = flag;
        lastText = text;
        return flag;
    }

    private Flag parse(String text) throws Refused {
        var letter = text.isEmpty() ? "" : text.substring(0, 1);
        var digits = text.isEmpty() ? "" : text.substring(1);
        var quality = shape.qualities().of(letter).orElse(null);
        var isKnown = quality != null || shape.qualities().missing().contains(letter);
        if (!isKnown || !digits.matches("\\d{0,18}")) {
            throw new Refused(
                    "unknown-quality",
                    "The feed's profile does not know the quality '%s'.".formatted(Refused.quote(text)));
        }
        var mask = digits.isEmpty() ? 0 : Long.parseLong(digits);
        var daylight = (mask & DAYLIGHT_BIT) != 0;
        if (quality == null || (mask & shape.missingBits()) != 0) {
            return new Flag(new Mark(null, text), daylight);
        }
        // an estimate stays one, however suspect: it must never stand above a measured read
        var suspect = (mask & shape.suspectBits()) != 0 && quality != ReadingQuality.ESTIMATED;
        return new Flag(new Mark(suspect ? ReadingQuality.QUESTIONABLE : quality, text), daylight);
    }
}
