package meterside.portal.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CitiesTest {

    private static final Map<String, String> WATERLOO = Map.of(
            "METERSIDE_CITY_NAME", "Waterloo & Sons Water",
            "METERSIDE_CITY_PHONE", "555-010-0170",
            "METERSIDE_CITY_EMERGENCY_PHONE", "555-010-0171",
            "METERSIDE_CITY_HOURS", "Weekdays, 9 am to 5 pm",
            "METERSIDE_CITY_HOURS_ES", "días hábiles, de 9 a. m. a 5 p. m.");

    @TempDir
    private Path folder;

    @Test
    void withoutSettingsTheCityIsTheOneThePagesWereBuiltWith() {
        var city = cityOf(Map.of());

        assertThat(city.isOwn()).isFalse();
        assertThat(city.languages()).containsExactly("en", "es");
        assertThat(cityOf(Map.of("METERSIDE_CITY_NAME", "Riverton Utilities", "METERSIDE_CITY_PHONE", "555-010-0142"))
                        .isOwn())
                .isFalse();
    }

    @Test
    void anotherNameIsAnotherCityWithItsOwnWords() {
        var city = cityOf(WATERLOO);

        assertThat(city.isOwn()).isTrue();
        assertThat(city.phone()).isEqualTo("555-010-0170");
        assertThat(city.texts())
                .containsEntry("en", new CityText("Waterloo & Sons Water", "", "", "Weekdays, 9 am to 5 pm"))
                .containsEntry(
                        "es", new CityText("Waterloo & Sons Water", "", "", "días hábiles, de 9 a. m. a 5 p. m."));
    }

    @ParameterizedTest
    @CsvSource({"METERSIDE_CITY_PHONE", "METERSIDE_CITY_EMERGENCY_PHONE", "METERSIDE_CITY_HOURS_ES"})
    void whatOnlyAnotherCityCouldKnowIsAskedOfIt(String setting) {
        var settings = new HashMap<>(WATERLOO);
        settings.remove(setting);

        assertThatThrownBy(() -> cityOf(settings))
                .isInstanceOf(WrongCity.class)
                .hasMessageStartingWith("The setting %s cannot be used: it is not set".formatted(setting));
    }

    @Test
    void languagesAreSomeOfThoseThePagesSpeakTheFirstForEveryoneElse() {
        assertThat(with("METERSIDE_CITY_LANGUAGES", "es, en").languages()).containsExactly("es", "en");
        assertThat(with("METERSIDE_CITY_LANGUAGES", "es").texts()).containsOnlyKeys("es");
        assertThatThrownBy(() -> with("METERSIDE_CITY_LANGUAGES", "en,fr"))
                .hasMessage(
                        "The setting METERSIDE_CITY_LANGUAGES cannot be used: the pages do not speak 'fr', only en, es");
    }

    @ParameterizedTest
    @CsvSource({
        "METERSIDE_CITY_NAME_EN, 'a \"b\"', quotes",
        "METERSIDE_CITY_HOURS, '<b>', quotes",
        "METERSIDE_CITY_NAME_EN, 'a name of more than thirty characters', at most 30",
        "METERSIDE_CITY_PHONE, 'call us', a phone number is written like",
        "METERSIDE_CITY_ACCENT, blue, a colour is written like #1a4480",
        "METERSIDE_CITY_LOGO, /no/such/file.svg, is not there"
    })
    void whatNoPageCouldHoldIsRefusedByName(String setting, String value, String why) {
        assertThatThrownBy(() -> with(setting, value))
                .isInstanceOf(WrongCity.class)
                .hasMessageContaining(setting)
                .hasMessageContaining(why);
    }

    @Test
    void aColourNotEveryoneCanReadIsRefusedWithItsContrastAndTheNearestThatPasses() {
        assertThatThrownBy(() -> with("METERSIDE_CITY_ACCENT", "#3a8bd8"))
                .isInstanceOf(WrongCity.class)
                .hasMessageMatching(
                        "The setting METERSIDE_CITY_ACCENT cannot be used: #3a8bd8 .* has a contrast of "
                                + "3\\.\\d\\d to 1, and WCAG AA asks for 4\\.5; the nearest colour that passes is #[0-9a-f]{6}");
        assertThatThrownBy(() -> with("METERSIDE_CITY_ACCENT_DARK", "#1a4480"))
                .hasMessageContaining("METERSIDE_CITY_ACCENT_DARK");
        assertThat(with("METERSIDE_CITY_ACCENT", "#0b6b3a").accents().css().orElse(""))
                .contains("--accent:#0b6b3a;", "prefers-color-scheme:light", "forced-colors:none")
                .doesNotContain("prefers-color-scheme:dark");
    }

    @Test
    void aLogoIsAPictureAndNothingElse() throws IOException {
        var drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>";

        assertThat(withLogo(drawing).logo()).contains(drawing);
        for (var more : List.of(
                drawing.replace("<path", "<script>alert(1)</script><path"),
                drawing.replace("<path", "<path onload=\"alert(1)\""),
                drawing.replace("<path d=\"M0 0h9v9z\"/>", "<image href=\"https://elsewhere.example/x.png\"/>"),
                drawing.replace("<svg", "<!DOCTYPE svg [<!ENTITY x \"y\">]><svg"),
                "GIF89a",
                drawing.replace("M0", "M0 ".repeat(10_000)))) {
            assertThatThrownBy(() -> withLogo(more)).as(more.substring(0, 6)).isInstanceOf(WrongCity.class);
        }
    }

    private City withLogo(String drawing) throws IOException {
        return with(
                "METERSIDE_CITY_LOGO",
                Files.writeString(folder.resolve("logo.svg"), drawing).toString());
    }

    private static City with(String setting, String value) {
        return cityOf(Map.of(setting, value));
    }

    private static City cityOf(Map<String, String> settings) {
        return Cities.of(name -> settings.getOrDefault(name, ""), "pages-for-tests");
    }
}
