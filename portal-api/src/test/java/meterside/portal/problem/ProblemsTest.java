package meterside.portal.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import meterside.testing.Backing;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

class ProblemsTest {

    private static final Pattern LINE = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| [0-9]{3} \\|");

    @Test
    void everyCodeHasALineInTheDocuments() throws IOException {
        var lines = LINE.matcher(Files.readString(Backing.root().resolve("docs/problems.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(lines).isEqualTo(codes());
    }

    @Test
    void everyCodeStandsInTheOpenApi() throws IOException {
        var openapi = JsonMapper.shared().readTree(new ClassPathResource("openapi.json").getContentAsByteArray());
        var codes = new TreeSet<String>();
        openapi.at("/components/schemas/Code/enum").forEach(code -> codes.add(code.stringValue()));

        assertThat(codes).isEqualTo(codes());
    }

    private static Set<String> codes() {
        var codes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("meterside.portal").stream()
                        .filter(type -> type.isAssignableTo(Problem.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(ProblemsTest::codeOf)
                        .collect(Collectors.toCollection(TreeSet::new));
        Arrays.stream(FrameworkProblem.values()).map(FrameworkProblem::code).forEach(codes::add);
        return codes;
    }

    private static String codeOf(JavaClass type) {
        try {
            var field = type.reflect().getDeclaredField("CODE");
            field.setAccessible(true);
            return (String) field.get(null);
        } catch (ReflectiveOperationException missing) {
            throw new AssertionError(type.getName() + " names no CODE", missing);
        }
    }
}
