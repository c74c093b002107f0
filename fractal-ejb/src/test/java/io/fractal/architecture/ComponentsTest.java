package io.fractal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The components of the domain build on one another in one order, and the outside world stays out. */
@AnalyzeClasses(
        packages = "io.fractal",
        importOptions = {ImportOption.DoNotIncludeTests.class, ComponentsTest.ThisModule.class})
class ComponentsTest {

    /** A component knows only those before it. */
    private static final List<String> ORDER = List.of(
            "configuration",
            "database",
            "tenancy",
            "idempotency",
            "outbox",
            "events",
            "identity",
            "plugins",
            "channels",
            "media",
            "contacts",
            "consent",
            "conversations",
            "search",
            "tracking",
            "templates",
            "receiving",
            "sending",
            "bulk",
            "scheduling",
            "demo");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.fractal.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_PROVIDER_AND_NO_WEB = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.twilio..",
                    "io.fractal.web..",
                    "io.fractal.plugins.twilio..",
                    "jakarta.faces..",
                    "jakarta.servlet..",
                    "jakarta.ws.rs..",
                    "jakarta.websocket..");

    @ArchTest
    static final ArchRule ONLY_THE_SPI_SEES_PLUGINS = noClasses()
            .that()
            .resideOutsideOfPackages("io.fractal.plugins..", "io.fractal.spi..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.fractal.spi.FractalPlugin");

    @ArchTest
    static final ArchRule NOTHING_IS_PRINTED = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule LOGS_GO_THROUGH_THE_PLATFORM = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.fractal.database.FractalDataSource") // javax.sql.DataSource names the type
            .and()
            .haveNameNotMatching(
                    "io\\.fractal\\.configuration\\.RequestId(Logging|Stamp)") // put request ids into all lines
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.slf4j..");

    @ArchTest
    static final ArchRule THE_ENVIRONMENT_IS_READ_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("io.fractal.configuration..")
            .and()
            .doNotHaveFullyQualifiedName("io.fractal.database.FractalDataSource") // may be asked before any bean exists
            .should()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.microprofile.config..");

    @ArchTest
    static final ArchRule ERRORS_HAVE_ONE_ROOT = classes()
            .that()
            .areAssignableTo(RuntimeException.class)
            .and()
            .doNotHaveSimpleName("SqlFailedException") // for the components' own use, never for callers
            .should()
            .beAssignableTo("io.fractal.configuration.FractalException");

    @ArchTest
    static void everyPackageIsAComponentOfTheList(JavaClasses classes) {
        Set<String> unknown = classes.stream()
                .map(ComponentsTest::component)
                .filter(name -> !ORDER.contains(name))
                .collect(Collectors.toSet());
        assertTrue(unknown.isEmpty(), "packages that are not in the order of components: " + unknown);
    }

    @TestFactory
    List<DynamicTest> aComponentKnowsOnlyThoseBeforeIt() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(new ThisModule())
                .importPackages("io.fractal");
        return ORDER.stream()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> knowsOnlyThoseBefore(name).allowEmptyShould(true).check(classes)))
                .toList();
    }

    private static ArchRule knowsOnlyThoseBefore(String name) {
        String[] later = ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()).stream()
                .map(other -> "io.fractal." + other + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("io.fractal." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(later);
    }

    private static String component(JavaClass type) {
        return type.getPackageName().replaceFirst("^io\\.fractal\\.", "").replaceFirst("\\..*", "");
    }

    /** The classes of this module only, whether in a folder or in its jar. */
    static final class ThisModule implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("fractal-plugins-api") && !location.contains("/spi/");
        }
    }
}
