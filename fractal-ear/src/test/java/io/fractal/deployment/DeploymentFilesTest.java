package io.fractal.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DeploymentFilesTest {

    private static final Path ROOT = Path.of("..");
    private static final String JAR = "fractal-ear/target/fractal.jar";

    @Test
    void nixpacks_builds_with_jdk_17_and_starts_the_runnable_jar() throws IOException {
        JsonNode plan = new TomlMapper().readTree(ROOT.resolve("nixpacks.toml").toFile());
        assertEquals("17", plan.at("/variables/NIXPACKS_JDK_VERSION").asText());
        assertEquals(List.of("./mvnw -q -DskipTests package"), texts(plan.at("/phases/build/cmds")));
        assertEquals("java -jar " + JAR, plan.at("/start/cmd").asText());
        assertTrue(Files.isExecutable(ROOT.resolve("mvnw")));
    }

    @Test
    void compose_runs_the_same_jar_over_a_postgresql_17_with_one_password() throws IOException {
        JsonNode services = new YAMLMapper()
                .readTree(ROOT.resolve("docker-compose.yml").toFile())
                .path("services");
        JsonNode postgres = services.path("postgres");
        JsonNode fractal = services.path("fractal");
        assertEquals("postgres:17", postgres.path("image").asText());
        assertEquals(
                "postgresql://fractal:"
                        + postgres.at("/environment/POSTGRES_PASSWORD").asText() + "@postgres:5432/fractal",
                fractal.at("/environment/DATABASE_URL").asText());
        assertEquals(
                "service_healthy", fractal.at("/depends_on/postgres/condition").asText());
        String mounted = fractal.at("/volumes/0").asText();
        assertTrue(mounted.startsWith("./" + JAR + ":"), mounted);
        List<String> command = texts(fractal.path("command"));
        assertEquals(mounted.split(":")[1], command.get(command.size() - 1));
        assertEquals(List.of("java", "-jar"), List.of(command.get(0), command.get(command.size() - 2)));
    }

    @Test
    void the_build_makes_the_jar_where_these_files_expect_it() throws IOException {
        String assembly = Files.readString(Path.of("src/main/assembly/assemble.xml"));
        assertTrue(assembly.contains("destfile=\"${target}/fractal.jar\""));
    }

    @Test
    void the_readme_and_the_example_know_the_same_settings() throws IOException {
        Set<String> example = names(Pattern.compile("^#?([A-Z][A-Z_]+)=", Pattern.MULTILINE), ".env.example");
        Set<String> readme = names(Pattern.compile("`([A-Z][A-Z_]{3,})`"), "README.md");
        readme.removeAll(Set.of("CI", "BASE_URL", "TWILIO_FROM_NUMBER", "TWILIO_WHATSAPP_FROM", "TWILIO_API_SECRET"));
        Set<String> missing = new TreeSet<>(readme);
        missing.removeAll(example);
        assertEquals(Set.of(), missing, "settings of README.md that .env.example does not list");
    }

    private static Set<String> names(Pattern pattern, String file) throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(Files.readString(ROOT.resolve(file)));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
