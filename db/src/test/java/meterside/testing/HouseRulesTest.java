package meterside.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule of the house, broken on purpose under {@code meterside.bad}. */
class HouseRulesTest {

    private static final JavaClasses BAD =
            new ClassFileImporter().importPackages("meterside.bad", "meterside.metering.bad");

    private final Sources sources = new Sources(Path.of("src/test/java/meterside/bad"));

    @Test
    void catchesAFeatureThatTouchesANeighbourItDidNotDeclare() {
        assertCaught(Neighbours.rule("meterside.bad"), "Ledger");
    }

    @Test
    void catchesAFeatureThatDeclaresNothing() {
        assertCaught(Neighbours.rule("meterside.bad"), "meterside.bad.billing declares no neighbours");
    }

    @Test
    void catchesAProcessThatImportsAnother() {
        assertThatThrownBy(() -> CodeRules.processesNeverImportEachOther("meterside.db")
                        .check(new ClassFileImporter().importClasses(ImportsAProcess.class)))
                .hasMessageContaining("meterside.portal");
    }

    @Test
    void catchesAKernelThatReadsFilesOrTheClock() {
        assertCaught(CodeRules.theKernelIsPure(), "java.nio.file.Path");
        assertCaught(CodeRules.theKernelIsPure(), "java.time.Clock");
    }

    @Test
    void catchesSqlOutsideARepository() {
        assertCaught(CodeRules.onlyRepositoriesSpeakSql(), "java.sql.Connection");
    }

    @Test
    void catchesABlock() {
        assertCaught(CodeRules.nobodyBlocksOrSubscribesByHand(), "Mono.block()");
    }

    @Test
    void catchesTheSystemsClock() {
        assertCaught(CodeRules.theClockIsInjected(), "Instant.now()");
    }

    @Test
    void catchesAPublicRepository() {
        assertCaught(CodeRules.repositoriesAndControllersStayInsideTheirFeature(), "BillingRepository");
    }

    @Test
    void catchesAnEmptySuffix() {
        assertCaught(CodeRules.noEmptySuffixes(), "MeterHelper");
    }

    @Test
    void catchesAWriteToAnothersTable() {
        assertThat(sources.writesToAnothersTable("meterside.bad"))
                .singleElement()
                .asString()
                .contains("writes interval_read");
    }

    @Test
    void catchesSqlThatAsksForTheTime() {
        assertThat(sources.timeAskedInSql()).singleElement().asString().contains("now()");
    }

    @Test
    void catchesADouble() {
        assertThat(sources.doubles()).singleElement().asString().contains("MeterHelper.java uses double");
    }

    @Test
    void catchesAPackageThatDoesNotSpellItsNulls() {
        assertThat(sources.packagesWithoutNullMarked()).hasSize(2).allMatch(place -> !place.endsWith("ledger"));
    }

    @Test
    void catchesALongFileAndACrowdedPackage(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("Long.java"), "\n".repeat(Sources.MOST_LINES_OF_A_FILE + 1));
        for (var i = 0; i < Sources.MOST_FILES_OF_A_PACKAGE; i++) {
            Files.writeString(folder.resolve("Room%d.java".formatted(i)), "\n".repeat(90));
        }

        assertThat(new Sources(folder).tooLarge()).hasSize(3);
    }

    private static void assertCaught(ArchRule rule, String what) {
        assertThatThrownBy(() -> rule.check(BAD)).hasMessageContaining(what);
    }
}
