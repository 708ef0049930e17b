package meterside.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import meterside.metering.ReadingQuality;
import meterside.metering.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedsTest {

    private static final String CSV = """
            feed: pump
            format: csv
            time: {base: local-standard, zone: America/Chicago, stamp: begin, gap: fold}
            source-stamp: [{column: Made, pattern: yyyy-MM-dd HH:mm}]
            units: {CCF: {unit: ft3, times: 100}}
            csv:
              delimiter: ";"
              series:
                - {key: "{Meter}", kind: delta, length: PT1H, time: At, pattern: yyyy-MM-dd HH:mm, value: V, unit: CCF}
            """;

    @Test
    void theBuiltInFeedsAreWhatTheirVendorsSend() {
        var cmep = Feeds.builtIn().named("cmep").orElseThrow();

        assertThat(Feeds.builtIn().names()).containsExactly("beacon", "cmep", "weather", "weather-metric");
        assertThat(cmep.time().clock()).isEqualTo(TimeBase.Clock.UTC);
        assertThat(cmep.time().stamp()).isEqualTo(TimeBase.StampAt.END);
        assertThat(cmep.units().get("CCF")).isEqualTo(new ScaledUnit(Unit.CUBIC_FOOT, new BigDecimal(100)));
        assertThat(((CmepShape) cmep.shape()).qualities().of("A")).contains(ReadingQuality.EDITED);
        assertThat(((CmepShape) cmep.shape()).qualities().missing()).containsExactly("N");
        assertThat(((CmepShape) cmep.shape()).missingBits()).isEqualTo(32);
    }

    @Test
    void anOperatorsFeedStandsBesideTheBuiltInOnesAndMayReplaceThem(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("pump.yaml"), CSV);
        Files.writeString(folder.resolve("theirs.yaml"), CSV.replace("feed: pump", "feed: cmep"));
        Files.writeString(folder.resolve("notes.txt"), "not a profile");

        var feeds = Feeds.builtIn().with(folder);

        assertThat(feeds.names()).containsExactly("beacon", "cmep", "pump", "weather", "weather-metric");
        assertThat(feeds.named("cmep").orElseThrow().shape()).isInstanceOf(CsvShape.class);
        var shape = (CsvShape) feeds.named("pump").orElseThrow().shape();
        assertThat(shape.columns()).containsExactly("At", "Meter", "V");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zone: America/Chicago | zone: Chicago       | time.zone is 'Chicago'; an example is zone: America/New_York
            base: local-standard  | base: locale        | time.base is 'locale'; an example is base: utc (or local, local-standard, -05:00)
            stamp: begin          | stamp: start        | time.stamp is 'start'; an example is stamp: end (or begin, last-minute)
            gap: fold             | fold: gap           | there is no field time.fold; the fields are base, gap, stamp, zone
            format: csv           | format: xml         | format is 'xml'; an example is format: cmep (or csv, weather)
            unit: ft3             | unit: CF            | units.CCF.unit is 'CF'; an example is unit: ft3
            times: 100            | times: -1           | units.CCF.times is '-1'; an example is times: 100
            length: PT1H          | length: PT7M        | csv.series[0].length is 'PT7M'; an example is length: PT1H
            unit: CCF             | unit: KGAL          | csv.series[0].unit is 'KGAL', which is not among the profile's units; an example is unit: KWH
            'time: At, '          | ''                  | csv.series[0].time is missing; an example is time: Flow_Time
            kind: delta           | kind: flow          | csv.series[0].kind is 'flow'; an example is kind: delta (or register)
            feed: pump            | feed: refused       | feed is 'refused'; an example is feed: cmep
            delimiter: ";"        | delimiter: ";;"     | csv.delimiter is ';;', not one plain character; an example is delimiter: ","
            """)
    void aWrongProfileIsRefusedWithFileFieldAndExample(String right, String wrong, String complaint) {
        var profile = CSV.replace(right, wrong);

        assertThat(profile).isNotEqualTo(CSV);
        assertThatExceptionOfType(WrongProfile.class)
                .isThrownBy(() -> FeedProfile.parse("pump.yaml", profile))
                .withMessage("The feed profile pump.yaml cannot be used: " + complaint);
    }

    @Test
    void theExampleInTheManualIsAProfile() throws IOException {
        var manual = Files.readString(Path.of("../docs/formats/profiles.md"));
        var start = manual.indexOf("```yaml\n") + 8;

        var profile = FeedProfile.parse("profiles.md", manual.substring(start, manual.indexOf("```", start)));

        assertThat(profile.feed()).isEqualTo("pump-house");
        assertThat(profile.sourceStamps()).hasSize(3);
    }

    @Test
    void whatIsNotYamlIsRefusedInOneSentence() {
        assertThatExceptionOfType(WrongProfile.class)
                .isThrownBy(() -> FeedProfile.parse("pump.yaml", "feed: [pump"))
                .withMessageStartingWith("The feed profile pump.yaml cannot be used: it is not YAML");
    }
}
