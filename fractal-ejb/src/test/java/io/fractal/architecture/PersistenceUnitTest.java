package io.fractal.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PersistenceUnitTest {

    private static final Pattern LISTED = Pattern.compile("<class>([^<]+)</class>");

    @Test
    void everyMappedClassIsListedAsOnWildFlyNoneIsFoundByItself() throws IOException {
        Set<String> mapped = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.fractal").stream()
                        .filter(type -> type.isAnnotatedWith(Entity.class)
                                || type.isAnnotatedWith(Embeddable.class)
                                || type.isAnnotatedWith(MappedSuperclass.class)
                                || type.isAnnotatedWith(Converter.class))
                        .map(JavaClass::getName)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(mapped, listed());
    }

    private static Set<String> listed() throws IOException {
        try (InputStream file =
                PersistenceUnitTest.class.getClassLoader().getResourceAsStream("META-INF/persistence.xml")) {
            return LISTED.matcher(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
