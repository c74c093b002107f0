package io.fractal.web.representation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fractal.contacts.ChannelView;
import io.fractal.contacts.ContactView;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContactJsonTest {

    @Test
    void fieldsAreNamedAsThePublishedSchemaNamesThem() {
        UUID id = UUID.fromString("01890000-0000-7000-8000-000000000001");
        Instant now = Instant.parse("2026-11-20T10:00:00Z");
        ContactView contact = new ContactView(
                id,
                "Anna",
                null,
                null,
                List.of("vip"),
                List.of(new ChannelView(id, "SMS", "+491713920001", true, false, now)),
                "{\"a\":1}",
                2,
                id,
                now,
                now);

        String json =
                JsonbBuilder.create(new JsonbConfig().withNullValues(true)).toJson(ContactJson.of(contact));

        assertEquals(
                ("{'channels':[{'createdAt':'2026-11-20T10:00:00Z','id':'ID','identifier':'+491713920001','isPrimary':false,"
                                + "'isVerified':true,'type':'SMS'}],'conversationId':'ID','createdAt':'2026-11-20T10:00:00Z',"
                                + "'email':null,'id':'ID','locale':null,'metadata':{'a':1},'name':'Anna','notesCount':2,"
                                + "'phone':'+491713920001','tags':['vip'],'updatedAt':'2026-11-20T10:00:00Z','whatsapp':null}")
                        .replace('\'', '"')
                        .replace("ID", id.toString()),
                json);
    }
}
