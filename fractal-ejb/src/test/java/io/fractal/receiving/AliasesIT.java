package io.fractal.receiving;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fractal.channels.AddressAliases;
import io.fractal.consent.ConsentState;
import io.fractal.consent.Consents;
import io.fractal.spi.ChannelType;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One person under several spellings and ids. */
class AliasesIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private MessagingWorld world;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE);
    }

    @Test
    void spellingsOfOneNumberAreOneContactAlsoWhenTheyComeAtOnce() throws Exception {
        List<String> spellings = List.of("+5511987654321", "+551187654321");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Object>> calls = IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<Object>) () -> i % 3 == 0
                            ? world.whatsapp("SM" + i, spellings.get(i % 2), "Rui", "Oi")
                            : world.sms("SM" + i, spellings.get(i % 2), "Oi"))
                    .toList();
            for (Future<Object> call : threads.invokeAll(calls)) {
                call.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(1, world.count("select count(*) as n from contact"));
        assertEquals(1, world.count("select count(*) as n from conversation"));
        assertEquals(2, world.count("select count(*) as n from contact_address"), "one for each channel");
        assertEquals(8, world.count("select message_count as n from conversation"));
    }

    @Test
    void otherNumbersWithManySpellingsMeetTheSameContact() {
        world.sms("SM1", "+5491123456789", "Hola");
        world.sms("SM2", "+541123456789", "Hola");
        world.sms("SM3", "+5215512345678", "Hola");
        world.sms("SM4", "+525512345678", "Hola");

        assertEquals(2, world.count("select count(*) as n from contact"));
    }

    @Test
    void aWhatsAppUserIsOnePersonByIdAndByNumber() {
        world.sms("SM1", "+5511987654321", "Oi");
        whatsapp("SM2", "BR.1A2B", "Oi", "WaId", "+551187654321");
        whatsapp("SM3", "+5511987654321", "Oi", "ExternalUserId", "whatsapp:BR.1A2B");
        whatsapp("SM4", "BR.1A2B", "Oi");

        assertEquals(1, world.count("select count(*) as n from contact"));
        assertEquals(
                List.of("SMS +5511987654321", "WHATSAPP +551187654321", "WHATSAPP BR.1A2B"),
                world.texts("select channel_type || ' ' || address as t from contact_address order by 1"));
        assertEquals(1, world.count("select count(*) as n from contact_address where is_primary"));
    }

    @Test
    void aNewIdAfterAChangeOfNumberIsSomebodyNewUntilSomebodySaysOtherwise() {
        whatsapp("SM1", "BR.1A2B", "Oi", "WaId", "+5511987654321");
        whatsapp("SM2", "BR.9Z8Y", "Oi", "WaId", "+5521987654321");

        assertEquals(2, world.count("select count(*) as n from contact"));
    }

    @Test
    void anAddressOfSomebodyElseStaysTheirs() {
        whatsapp("SM1", "BR.1A2B", "Oi");
        world.sms("SM2", "+5511987654321", "Oi");
        whatsapp("SM3", "BR.1A2B", "Oi", "WaId", "+5511987654321");

        assertEquals(2, world.count("select count(*) as n from contact"));
        assertEquals(
                2,
                world.count("select max(message_count) as n from conversation"),
                "whoever writes is who has that address");
    }

    @Test
    void aStopHoldsForAllAddressesThatTheChannelNames() {
        whatsapp("SM1", "BR.1A2B", "STOP", "WaId", "+5511987654321");

        for (String address : List.of("BR.1A2B", "+5511987654321", "+551187654321")) {
            assertEquals(
                    ConsentState.REVOKED,
                    world.inTransaction(
                            () -> world.get(Consents.class).state(world.workspaceId, ChannelType.WHATSAPP, address)),
                    address);
        }
    }

    @Test
    void theDatabaseKnowsTheSameSpellingsAsTheCode() {
        List<String> addresses = List.of(
                "+5215512345678",
                "+525512345678",
                "+5491123456789",
                "+541123456789",
                "+5511987654321",
                "+551187654321",
                "+551132654321",
                "+491713920001",
                "BR.1A2B",
                "+52155123456789");
        for (int i = 0; i < addresses.size(); i++) {
            world.whatsapp("SM" + i, addresses.get(i), "X", "Oi");
        }
        world.texts("select address as t from contact_address")
                .forEach(address -> assertEquals(
                        List.of(AddressAliases.identity(address)),
                        world.texts("select identity as t from contact_address where address = ?", address)));
    }

    private void whatsapp(String sid, String from, String body, String... more) {
        Map<String, String> parameters = new TreeMap<>(Map.of(
                "MessageSid",
                sid,
                "From",
                "whatsapp:" + from,
                "To",
                "whatsapp:" + MessagingWorld.WHATSAPP_SENDER,
                "Body",
                body));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        world.webhook(parameters);
    }
}
