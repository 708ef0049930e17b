package meterside.testing;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/** The rules that bytecode can show. */
final class CodeRules {

    private static final List<String> PROCESSES =
            List.of("meterside.ingest", "meterside.alerts", "meterside.portal", "meterside.standins");

    private static final Set<String> TIME_SOURCES = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.ZonedDateTime",
            "java.time.OffsetDateTime",
            "java.time.Year",
            "java.time.YearMonth");

    private CodeRules() {}

    /** {@return that the kernel's packages import the JDK, JSpecify and each other, without I/O and without a clock} */
    static ArchRule theKernelIsPure() {
        return classes()
                .that()
                .resideInAnyPackage("meterside.metering..", "meterside.tariff..", "meterside.rule..")
                .should()
                .onlyDependOnClassesThat(new DescribedPredicate<JavaClass>("are plain values") {
                    @Override
                    public boolean test(JavaClass type) {
                        var name = type.getPackageName();
                        var plain = name.startsWith("java.lang")
                                || name.startsWith("java.util")
                                || name.startsWith("java.math")
                                || name.startsWith("java.time")
                                || name.equals("java.nio.charset")
                                || name.startsWith("org.jspecify")
                                || name.startsWith("meterside.metering")
                                || name.startsWith("meterside.tariff")
                                || name.startsWith("meterside.rule")
                                || name.isEmpty();
                        return plain && !type.getName().equals("java.time.Clock");
                    }
                });
    }

    static ArchRule processesNeverImportEachOther(String own) {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PROCESSES.stream()
                        .filter(process -> !process.equals(own))
                        .map(process -> process + "..")
                        .toArray(String[]::new));
    }

    static ArchRule onlyRepositoriesSpeakSql() {
        return noClasses()
                .that(new DescribedPredicate<JavaClass>("are neither repositories, configuration nor the migration") {
                    @Override
                    public boolean test(JavaClass type) {
                        var name = outermost(type).getSimpleName();
                        return !name.endsWith("Repository")
                                && !name.endsWith("Configuration")
                                && !name.equals("Migrate");
                    }
                })
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "org.postgresql..",
                        "io.r2dbc..",
                        "org.springframework.jdbc..",
                        "org.springframework.r2dbc..")
                .allowEmptyShould(true);
    }

    static ArchRule nobodyBlocksOrSubscribesByHand() {
        return noClasses()
                .should()
                .callMethodWhere(
                        target(nameMatching("block|blockFirst|blockLast|blockOptional|subscribe|toIterable|toStream"))
                                .and(target(owner(assignableTo("org.reactivestreams.Publisher")))));
    }

    static ArchRule theClockIsInjected() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName("meterside.db.Clocks")
                .should()
                .callCodeUnitWhere(target(new DescribedPredicate<CodeUnitCallTarget>("asks the system for the time") {
                    @Override
                    public boolean test(CodeUnitCallTarget call) {
                        var type = call.getOwner().getName();
                        var method = call.getName();
                        var bare = call.getRawParameterTypes().isEmpty();
                        return TIME_SOURCES.contains(type) && method.equals("now") && !takesClock(call)
                                || type.equals("java.time.Clock") && method.startsWith("system")
                                || type.equals("java.lang.System") && method.equals("currentTimeMillis")
                                || type.equals("java.util.Date") && method.equals("<init>") && bare;
                    }
                }));
    }

    static ArchRule repositoriesAndControllersStayInsideTheirFeature() {
        return classes()
                .that()
                .haveSimpleNameEndingWith("Repository")
                .or()
                .haveSimpleNameEndingWith("Controller")
                .should()
                .notHaveModifier(JavaModifier.PUBLIC)
                .allowEmptyShould(true);
    }

    static ArchRule noEmptySuffixes() {
        return noClasses().should().haveNameMatching(".*(Impl|Dto|DTO|Entity|Mapper|Manager|Utils?|Helper|Constants)");
    }

    private static boolean takesClock(CodeUnitCallTarget call) {
        return call.getRawParameterTypes().stream()
                .anyMatch(type -> type.getName().equals("java.time.Clock"));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(CodeRules::outermost).orElse(type);
    }
}
