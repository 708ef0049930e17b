package meterside.portal.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesTest {

    private static final String ALL =
            "[electricity, gas, water, sewer, solid-waste, stormwater, fire, ambulance, other]";
    private static final String HEAD = "name: a town\nsource: its code\norder:\n";

    @Test
    void namesTheLineOfAnOrderThatLeavesADebtWithoutAPlace() {
        refuses(
                HEAD + "  - age: past-due\n    services: " + ALL + "\n",
                "line 4: a service of electricity that is not past due has no place in the order");
        refuses(
                HEAD
                        + "  - age: any\n    services: [electricity, gas, water, sewer, stormwater, fire, ambulance, other]\n",
                "line 4: a service of solid-waste that is not past due has no place in the order");
        refuses(
                HEAD + "  - {age: any, kinds: [service, fee, agreement], services: " + ALL + "}\n",
                "line 4: a penalty of electricity that is not past due has no place in the order");
    }

    @Test
    void namesTheLineOfADebtWithTwoPlaces() {
        refuses(
                HEAD + "  - {age: any, services: " + ALL + "}\n  - {age: 31+, services: [water]}\n",
                "line 5: a service of water that is 31 days past due has its place in line 4 already");
    }

    @Test
    void findsAGapOfASingleDay() {
        refuses(
                HEAD + "  - {age: current, services: " + ALL + "}\n  - {age: 1-29, services: " + ALL
                        + "}\n  - {age: 31+, services: " + ALL + "}\n",
                "line 4: a service of electricity that is 30 days past due has no place in the order");
    }

    @Test
    void namesTheLineOfAWordItDoesNotKnow() {
        refuses(HEAD + "  - {age: any, services: [wter]}\n", "line 4: wter is none of electricity, gas, water");
        refuses(HEAD + "  - {age: late, services: " + ALL + "}\n", "line 4: age is current, past-due, any");
        refuses(HEAD + "  - {age: 60-31, services: " + ALL + "}\n", "line 4: age ends before it begins");
        refuses(
                HEAD + "  - {age: any, service: " + ALL + "}\n",
                "line 4: there is no field service; the fields are age");
        refuses(HEAD + "  - {age: any}\n", "line 4: services is missing");
        refuses(HEAD + "  - {age: any, services: [water, water]}\n", "line 4: water stands here twice");
        refuses("name: a town\nname: a town\n", "line 2: name stands here twice");
        refuses("name: a town\nsource: its code\norder: []\n", "line 3: order is a list of steps");
        refuses("name: a town\nsource: [\n", "this is not YAML");
        refuses("", "it is empty");
    }

    private static void refuses(String yaml, String sentence) {
        assertThatThrownBy(() -> new PolicyReader("town.yaml", yaml).read())
                .isInstanceOf(WrongPolicy.class)
                .hasMessageStartingWith("The allocation policy town.yaml cannot be used: ")
                .hasMessageContaining(sentence);
    }

    @Test
    void takesAUtilitysOwnFile(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("own.yaml"), HEAD + "  - {age: any, services: " + ALL + "}\n");

        assertThat(Policies.find(file.toString()).name()).isEqualTo("a town");
    }

    @ParameterizedTest
    @ValueSource(strings = {"atlantis", "./not-there.yaml"})
    void saysWhichPolicyIsNotThere(String chosen) {
        assertThatThrownBy(() -> Policies.find(chosen))
                .isInstanceOf(WrongPolicy.class)
                .hasMessageContaining(chosen);
    }
}
