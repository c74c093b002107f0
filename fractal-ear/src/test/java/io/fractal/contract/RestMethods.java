package io.fractal.contract;

import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The REST methods of the web module, as its classes have them. */
final class RestMethods {

    private static final Path CLASSES =
            Path.of("..", "fractal-web", "target", "classes").toAbsolutePath().normalize();

    private RestMethods() {}

    /** Each as its HTTP method and its path, such as {@code GET /api/messages/{id}}. */
    static Set<String> all() {
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {CLASSES.toUri().toURL()}, RestMethods.class.getClassLoader());
                Stream<Path> files = Files.walk(CLASSES)) {
            return files.map(file -> CLASSES.relativize(file).toString())
                    .filter(name -> name.endsWith("Resource.class"))
                    .map(name -> load(loader, name))
                    .flatMap(RestMethods::of)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(CLASSES + " cannot be read", e);
        }
    }

    private static Class<?> load(ClassLoader loader, String file) {
        try {
            return loader.loadClass(
                    file.substring(0, file.length() - ".class".length()).replace('/', '.'));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(file, e);
        }
    }

    private static Stream<String> of(Class<?> resource) {
        String base = path(resource.getAnnotation(jakarta.ws.rs.Path.class));
        return Arrays.stream(resource.getDeclaredMethods())
                .flatMap(method -> httpMethod(method)
                        .map(verb -> verb + " /api" + base + path(method.getAnnotation(jakarta.ws.rs.Path.class)))
                        .stream());
    }

    private static String path(jakarta.ws.rs.Path annotation) {
        String path = annotation == null ? "" : annotation.value().replaceAll("\\{(\\w+)\\s*:[^{}]*}", "{$1}");
        return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    }

    private static Optional<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(found -> found != null)
                .map(HttpMethod::value)
                .findFirst();
    }
}
