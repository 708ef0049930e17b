package meterside.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.modulith.ApplicationModule;

/** Which features a feature may touch: those its package-info names in {@code @ApplicationModule(allowedDependencies)}. */
final class Neighbours {

    private Neighbours() {}

    /** {@return that every class touches only its own feature and the declared neighbours} The root package may touch all. */
    static ArchRule rule(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".(*)..")
                .should(touchOnlyDeclared(root))
                .allowEmptyShould(true);
    }

    private static ArchCondition<JavaClass> touchOnlyDeclared(String root) {
        return new ArchCondition<>("touch only the neighbours that their package-info declares") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                var feature = featureOf(root, origin).orElseThrow();
                var allowed = declaredBy(root + "." + feature);
                if (allowed.isEmpty()) {
                    events.add(SimpleConditionEvent.violated(
                            origin, "%s.%s declares no neighbours in its package-info".formatted(root, feature)));
                    return;
                }
                for (var dependency : origin.getDirectDependenciesFromSelf()) {
                    var target = featureOf(root, dependency.getTargetClass());
                    var inRoot = dependency.getTargetClass().getPackageName().equals(root);
                    if (inRoot
                            || target.isPresent()
                                    && !target.get().equals(feature)
                                    && !allowed.get().contains(target.get())) {
                        events.add(SimpleConditionEvent.violated(origin, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static Optional<String> featureOf(String root, JavaClass type) {
        var name = type.getPackageName();
        return name.startsWith(root + ".")
                ? Optional.of(name.substring(root.length() + 1).split("\\.")[0])
                : Optional.empty();
    }

    private static Optional<Set<String>> declaredBy(String packageName) {
        try {
            var module = Class.forName(packageName + ".package-info").getAnnotation(ApplicationModule.class);
            return Optional.ofNullable(module)
                    .map(found -> Arrays.stream(found.allowedDependencies()).collect(Collectors.toSet()));
        } catch (ClassNotFoundException noPackageInfo) {
            return Optional.empty();
        }
    }
}
