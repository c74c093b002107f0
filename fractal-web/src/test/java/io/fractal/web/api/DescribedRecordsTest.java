package io.fractal.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fractal.web.notation.JsonBody;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.junit.jupiter.api.Test;

class DescribedRecordsTest {

    @Test
    void everyBodyOfTheInterfaceIsDescribed() throws Exception {
        Set<String> described = DescribedRecords.BODIES.stream()
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(bodies(), described);
    }

    private static Set<String> bodies() throws Exception {
        try (Stream<Path> files = Files.list(classes())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .filter(DescribedRecordsTest::isBody)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static boolean isBody(String name) {
        try {
            Class<?> type = Class.forName(ApiDescription.class.getPackageName() + "." + name);
            return type.isRecord() && type.isAnnotationPresent(Schema.class) && isRead(type);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isRead(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .flatMap(method -> Arrays.stream(method.getParameterTypes()))
                .anyMatch(parameter -> parameter == JsonBody.class);
    }

    private static Path classes() throws URISyntaxException {
        Path root = Path.of(ApiDescription.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return root.resolve(ApiDescription.class.getPackageName().replace('.', '/'));
    }
}
