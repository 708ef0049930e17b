package meterside.testing;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * The rules of the house, checked in one pass over a module's classes and sources. Each process subclasses this with
 * its own root package; {@code HouseRulesTest} shows for each rule a bad example that it catches.
 */
public abstract class HouseRules {

    private static final Map<String, JavaClasses> CODE = new ConcurrentHashMap<>();

    private final String root;
    private final JavaClasses code;
    private final Sources sources;

    /** @param root the module's package, such as {@code meterside.portal} */
    protected HouseRules(String root) {
        this.root = root;
        this.code = CODE.computeIfAbsent(root, HouseRules::classesOf);
        this.sources = new Sources(Path.of("src/main"));
    }

    private static JavaClasses classesOf(String root) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(new ImportOption.DoNotIncludeJars()) // db's bad examples are in its test-jar
                .importPackages(root);
    }

    @Test
    void featuresTouchOnlyTheNeighboursTheyDeclare() {
        Neighbours.rule(root).check(code);
        slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(code);
    }

    @Test
    void processesNeverImportEachOther() {
        CodeRules.processesNeverImportEachOther(root).check(code);
    }

    @Test
    void onlyRepositoriesSpeakSql() {
        CodeRules.onlyRepositoriesSpeakSql().check(code);
    }

    @Test
    void nobodyBlocksOrSubscribesByHand() {
        CodeRules.nobodyBlocksOrSubscribesByHand().check(code);
    }

    @Test
    void theClockIsInjected() {
        CodeRules.theClockIsInjected().check(code);
    }

    @Test
    void repositoriesAndControllersStayInsideTheirFeature() {
        CodeRules.repositoriesAndControllersStayInsideTheirFeature().check(code);
    }

    @Test
    void noEmptySuffixes() {
        CodeRules.noEmptySuffixes().check(code);
    }

    @Test
    void everyPackageSpellsItsNulls() {
        Assertions.assertThat(sources.packagesWithoutNullMarked()).isEmpty();
    }

    @Test
    void tablesAreWrittenByTheirOwnerOnly() {
        Assertions.assertThat(sources.writesToAnothersTable(root)).isEmpty();
    }

    @Test
    void sqlNeverAsksForTheTime() {
        Assertions.assertThat(sources.timeAskedInSql()).isEmpty();
    }

    @Test
    void noDoubleForMoneyOrQuantity() {
        Assertions.assertThat(sources.doubles()).isEmpty();
    }

    @Test
    void filesAndPackagesStaySmall() {
        Assertions.assertThat(sources.tooLarge()).isEmpty();
    }
}
