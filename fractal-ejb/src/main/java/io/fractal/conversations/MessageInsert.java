package io.fractal.conversations;

import io.fractal.database.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Inserts messages, any number with one statement that is always the same: JPA would write each number of messages as a statement of
 * its own, with a parameter for each value, which the database has to understand anew.
 */
final class MessageInsert {

    private static final List<Column> COLUMNS = List.of(
            column("id", "uuid", Message::getId),
            column("workspace_id", "uuid", Message::getWorkspaceId),
            column("conversation_id", "uuid", Message::getConversationId),
            column("contact_id", "uuid", Message::getContactId),
            column("sequence", "bigint", Message::getSequence),
            column("direction", "text", message -> message.getDirection().name()),
            column(
                    "channel_type",
                    "text",
                    message -> message.getRoute().channel().name()),
            column("sender_id", "uuid", message -> message.getRoute().senderId()),
            column("provider", "text", message -> message.getRoute().provider()),
            column("provider_account_id", "uuid", message -> message.getRoute().providerAccountId()),
            perhaps("provider_message_id", "text", Message::getProviderMessageId),
            column("from_address", "text", message -> message.getRoute().from()),
            column("to_address", "text", message -> message.getRoute().to()),
            perhaps("body", "text", Message::getText),
            column("status", "text", message -> message.getStatus().name()),
            column("provider_status", "text", message -> message.getStanding().providerStatus()),
            perhaps("segments", "int", Message::getSegments),
            column("author_user_id", "uuid", message -> message.getAuthorship().userId()),
            column("client_id", "text", message -> message.getAuthorship().clientId()),
            column("lane", "text", MessageInsert::lane),
            perhaps("bulk_job_id", "uuid", message -> message.getPlan().getBulkJobId()),
            perhaps("template_id", "text", message -> message.getPlan().getTemplateId()),
            perhaps("template_variables", "jsonb", message -> message.getPlan().getTemplateVariables()),
            perhaps("template_category", "text", message -> message.getPlan().getTemplateCategory()),
            perhaps("fallback_from", "text", message -> message.getPlan().getFallbackFrom()),
            perhaps("retry_of", "uuid", message -> message.getPlan().getRetryOf()),
            column("answers_keyword", "boolean", message -> message.getPlan().isAnsweringKeyword() ? "true" : null),
            perhaps(
                    "schedule_by",
                    "text",
                    message -> message.getPlan().getScheduleBy().map(Enum::name)),
            perhaps(
                    "scheduled_at",
                    "timestamptz",
                    message -> message.getPlan().getScheduledAt().map(Object::toString)),
            perhaps(
                    "validity_seconds",
                    "int",
                    message -> message.getPlan().getValidity().map(validity -> Math.toIntExact(validity.toSeconds()))),
            column(
                    "created_at",
                    "timestamptz",
                    message -> message.getCreatedAt().toString()),
            column(
                    "updated_at",
                    "timestamptz",
                    message -> message.getCreatedAt().toString()));

    private static final String INSERT = insert();

    /** A column, the type that its value is cast to, and the value of a message that has just been made. */
    private record Column(String name, String type, Function<Message, Object> value) {

        /** JSON texts hold commas and braces as arrays do; as texts they stay whole. */
        String arrayType() {
            return type.equals("jsonb") ? "text[]" : type + "[]";
        }
    }

    private MessageInsert() {}

    static void run(Sql sql, Collection<Message> messages) {
        sql.update(
                INSERT, COLUMNS.stream().map(column -> values(column, messages)).toArray());
    }

    private static List<Object> values(Column column, Collection<Message> messages) {
        List<Object> values = new ArrayList<>(messages.size());
        messages.forEach(message -> values.add(column.value().apply(message)));
        return values;
    }

    private static String insert() {
        List<String> names = COLUMNS.stream().map(Column::name).toList();
        List<String> selected = COLUMNS.stream()
                .map(column -> column.type().equals("jsonb") ? "cast(" + column.name() + " as jsonb)" : column.name())
                .toList();
        List<String> arrays = COLUMNS.stream()
                .map(column -> "cast(? as " + column.arrayType() + ")")
                .toList();
        return "insert into message (" + String.join(", ", names) + ") select " + String.join(", ", selected)
                + " from unnest(" + String.join(", ", arrays) + ") as n (" + String.join(", ", names) + ")";
    }

    private static Object lane(Message message) {
        return message.getDirection() == MessageDirection.OUTBOUND
                ? message.getPlan().getLane().name()
                : null;
    }

    private static Column column(String name, String type, Function<Message, Object> value) {
        return new Column(name, type, value);
    }

    private static Column perhaps(String name, String type, Function<Message, Optional<?>> value) {
        return new Column(name, type, message -> value.apply(message).orElse(null));
    }
}
