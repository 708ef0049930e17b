package meterside.ingest.feed;

import java.util.List;
import java.util.Set;

/**
 * What one head-end makes of CMEP.
 *
 * @param key made of {@code meter}, {@code commodity} and {@code units}
 * @param meterDigits which digits of {@code CUST:012345} mean the meter, the best first: 3 customer's meter id, 2 meter
 *     id reported by the meter, 1 radio id
 * @param purposes the ones that are loaded
 * @param qualities by letter
 * @param missingBits of the mask behind the letter: any of them means that there is no value
 * @param suspectBits any of them makes a read questionable
 */
public record CmepShape(
        KeyTemplate key,
        List<Integer> meterDigits,
        Set<String> purposes,
        QualityWords qualities,
        long missingBits,
        long suspectBits)
        implements FeedProfile.Shape {

    public CmepShape {
        meterDigits = List.copyOf(meterDigits);
        purposes = Set.copyOf(purposes);
    }
}
