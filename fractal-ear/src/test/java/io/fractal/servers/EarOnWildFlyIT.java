package io.fractal.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fractal.product.FractalClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class EarOnWildFlyIT {

    @Test
    void a_message_walks_through_the_ear_on_wildfly() throws Exception {
        try (FreshDatabase database = FreshDatabase.start();
                WildFlyServer server = new WildFlyServer(database.url())) {
            server.start();
            MessageWalk walk = new MessageWalk(server.baseUrl());
            walk.awaitReady();
            walk.walk();
            assertEquals(
                    "UP",
                    FractalClient.anonymous(server.managementUrl())
                            .get("/health/ready")
                            .expect(200)
                            .json()
                            .path("status")
                            .asText());
        }
    }
}
