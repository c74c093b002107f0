package io.fractal.web.representation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lists are made of is hashed for each time it is written as JSON. */
class RepresentationHashTest {

    private static final UUID ID = UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(classes = {MessageJson.class, ConversationJson.class, ContactJson.class, TemplateJson.class})
    void isOfTheIdAloneWhileAllTheRestTellsThemApart(Class<? extends Record> type) throws Exception {
        Record one = made(type, ID, "one");

        assertEquals(made(type, ID, "one"), one);
        assertNotEquals(made(type, ID, "other"), one);
        assertEquals(made(type, ID, "other").hashCode(), one.hashCode());
        assertNotEquals(made(type, UUID.randomUUID(), "one").hashCode(), one.hashCode());
    }

    private static Record made(Class<? extends Record> type, UUID id, String text) throws Exception {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
        Object[] values = Arrays.stream(type.getRecordComponents())
                .map(component -> component.getName().equals("id") ? id : value(component.getType(), text))
                .toArray();
        return constructor.newInstance(values);
    }

    private static Object value(Class<?> type, String text) {
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        return type == String.class ? text : null;
    }
}
