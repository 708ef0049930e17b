package meterside.testing;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class KernelTest {

    @Test
    void theKernelIsPure() {
        CodeRules.theKernelIsPure()
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("meterside.metering", "meterside.tariff", "meterside.rule"));
    }
}
