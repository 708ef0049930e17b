package meterside.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import meterside.testing.Backing.Kind;
import org.junit.jupiter.api.Test;

class BackingTest {

    @Test
    void usesDockerWhereItAnswers() {
        assertThat(Kind.choose("auto", true)).isEqualTo(Kind.DOCKER);
        assertThat(Kind.choose("auto", false)).isEqualTo(Kind.LOCAL);
    }

    @Test
    void doesNotFallBackInSilenceWhenDockerIsWanted() {
        assertThat(Kind.choose("docker", true)).isEqualTo(Kind.DOCKER);
        assertThatThrownBy(() -> Kind.choose("docker", false)).hasMessageContaining("no Docker engine answers");
    }

    @Test
    void usesTheLocalPartsWhenAskedEvenWhereDockerAnswers() {
        assertThat(Kind.choose("local", true)).isEqualTo(Kind.LOCAL);
    }
}
