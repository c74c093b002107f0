package io.fractal.servers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class EarOnPayaraServerIT {

    @Test
    void a_message_walks_through_the_ear_on_payara_server() throws IOException {
        try (FreshDatabase database = FreshDatabase.start();
                PayaraServer server = new PayaraServer(database.url())) {
            server.start();
            MessageWalk walk = new MessageWalk(server.baseUrl());
            walk.awaitReady();
            walk.walk();
            assertTrue(Files.readString(server.log()).contains("\"requestId\""), "log lines carry the request's id");
        }
    }
}
