package io.fractal.web;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

@AnalyzeClasses(packages = "io.fractal.web", importOptions = ImportOption.DoNotIncludeTests.class)
class WebArchitectureTest {

    /** The one entity that is handed out: it has no transitions, and no lazy relations. */
    private static final Set<String> OPEN_CLASSES = Set.of("io.fractal.tenancy.Workspace");

    private static final DescribedPredicate<JavaClass> INSIDE_THE_DOMAIN = describe(
            "inside the domain, behind its boundaries",
            found -> found.getPackageName().startsWith("io.fractal.")
                    && !found.getPackageName().startsWith("io.fractal.web")
                    && !found.getPackageName().equals("io.fractal.spi")
                    && !found.getPackageName().equals("io.fractal.configuration")
                    && !OPEN_CLASSES.contains(outermost(found).getName())
                    && !open(outermost(found)));

    @ArchTest
    static final ArchRule NO_PROVIDER_IS_KNOWN_HERE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.twilio..", "com.sendgrid..", "io.fractal.plugins.twilio..");

    @ArchTest
    static final ArchRule FACES_STAYS_IN_THE_PAGES = noClasses()
            .that()
            .resideOutsideOfPackages("io.fractal.web.inbox..", "io.fractal.web.admin..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.faces..", "org.primefaces..", "org.omnifaces..");

    @ArchTest
    static final ArchRule ONLY_BOUNDARIES_AND_RECORDS_ARE_REACHED =
            noClasses().should().dependOnClassesThat(INSIDE_THE_DOMAIN);

    @ArchTest
    static final ArchRule NOTHING_HERE_TALKS_TO_THE_DATABASE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.fractal.web.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOTHING_IS_PRINTED = noClasses().should().accessField(System.class, "out");

    @ArchTest
    static final ArchRule PACKAGES_ARE_NAMED_FOR_RESPONSIBILITIES =
            classes().should().resideOutsideOfPackages("..util..", "..utils..", "..common..", "..dto..", "..impl..");

    private static boolean open(JavaClass found) {
        return found.isRecord()
                || found.isEnum()
                || found.isInterface()
                || found.getSimpleName().endsWith("Exception")
                || found.isAnnotatedWith(Stateless.class)
                || found.isAnnotatedWith(Singleton.class)
                || found.isAnnotatedWith(ApplicationScoped.class);
    }

    private static JavaClass outermost(JavaClass found) {
        return found.getEnclosingClass().map(WebArchitectureTest::outermost).orElse(found);
    }
}
