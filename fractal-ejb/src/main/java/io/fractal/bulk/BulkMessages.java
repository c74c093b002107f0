package io.fractal.bulk;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FieldError;
import io.fractal.configuration.FractalException;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.database.Json;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import io.fractal.database.SqlFailedException;
import io.fractal.database.Transactions;
import io.fractal.sending.Addressee;
import io.fractal.sending.Content;
import io.fractal.sending.SendRequest;
import io.fractal.sending.Sending;
import io.fractal.sending.Via;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Makes the message for one recipient of a job. The message and the note that it was made are one transaction, so that none is made
 * twice and none is forgotten; a recipient for whom that fails is left out with the reason, and the next one has their turn.
 */
@ApplicationScoped
public class BulkMessages {

    private static final System.Logger LOG = System.getLogger(BulkMessages.class.getName());

    /** Rivals for the same rows, such as a message coming in from the recipient, are gone by then. */
    private static final int TRIES = 3;

    private static final String NEXT = """
            select r.workspace_id, r.contact_id, r.address, r.variables, coalesce(r.body, j.body) as body,
                coalesce(r.metadata, j.metadata) as metadata, j.channel_type, j.template_id, j.sender_id, j.from_address,
                j.fallback_channel, j.author_user_id, j.validity_seconds
            from bulk_job j join bulk_recipient r on r.job_id = j.id
            where j.id = ? and j.status = 'RUNNING' and r.position = ? and r.state = 'PENDING'
            for update of r for share of j""";

    @Inject
    private EntityManager entities;

    @EJB
    private Transactions transactions;

    @EJB
    private Sending sending;

    /** Does it, unless it has been done or the job no longer runs. */
    void make(UUID jobId, int position) {
        try {
            attempt(jobId, position, TRIES);
        } catch (FractalException refusal) {
            if (refusal.kind() == ErrorKind.UNAVAILABLE || refusal.kind() == ErrorKind.THROTTLED) {
                throw refusal; // it concerns everybody, and passes
            }
            skip(jobId, position, reason(refusal));
        } catch (RuntimeException failure) { // whatever is wrong with this one, the others shall get theirs
            if (SqlFailedException.isOutage(failure)) {
                throw failure;
            }
            LOG.log(
                    System.Logger.Level.ERROR,
                    "No message could be made for recipient " + position + " of bulk job " + jobId,
                    failure);
            skip(jobId, position, new FieldError("to", "INTERNAL_ERROR", "The message could not be made"));
        }
    }

    private void attempt(UUID jobId, int position, int tries) {
        try {
            transactions.doInNew(() -> send(jobId, position));
        } catch (RuntimeException failure) {
            if (tries == 1 || failure instanceof FractalException || SqlFailedException.isOutage(failure)) {
                throw failure;
            }
            attempt(jobId, position, tries - 1);
        }
    }

    private void send(UUID jobId, int position) {
        record Next(UUID workspaceId, SendRequest request) {}
        Optional<Next> next = Sql.on(entities)
                .first(NEXT, row -> new Next(row.uuid("workspace_id"), request(row, jobId, position)), jobId, position);
        next.ifPresent(found -> {
            UUID messageId =
                    sending.send(found.workspaceId(), found.request()).message().id();
            Sql.on(entities)
                    .update(
                            "update bulk_recipient set state = 'CREATED', message_id = ? where job_id = ? and position = ?",
                            messageId,
                            jobId,
                            position);
        });
    }

    private static SendRequest request(Row row, UUID jobId, int position) throws SQLException {
        String template = row.text("template_id");
        Map<String, String> variables = variables(row.text("variables"));
        Content content = template == null
                ? Content.text(text(row.text("body"), variables))
                : Content.template(template, variables);
        return SendRequest.of(
                        new Addressee(null, row.uuid("contact_id"), row.text("address"), row.text("channel_type")),
                        content)
                .via(new Via(row.uuid("sender_id"), row.text("from_address"), row.text("fallback_channel")))
                .validFor(validity(row))
                .withMetadata(row.text("metadata"))
                .by(row.uuid("author_user_id"))
                .ofJob(jobId)
                .keyed("bulk:" + jobId + ":" + position);
    }

    private static Duration validity(Row row) throws SQLException {
        Integer seconds = row.integer("validity_seconds");
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static String text(String body, Map<String, String> variables) {
        List<String> missing = List.copyOf(BulkText.missing(body, variables));
        if (!missing.isEmpty()) {
            throw new InvalidRequestException(List.of(new FieldError(
                    "variables", "VARIABLE_MISSING", "The text needs a value for " + String.join(", ", missing))));
        }
        return BulkText.with(body, variables);
    }

    private static Map<String, String> variables(String json) {
        Map<String, String> variables = new TreeMap<>();
        Json.read(json).forEach((name, value) -> variables.put(name, String.valueOf(value)));
        return variables;
    }

    private void skip(UUID jobId, int position, FieldError why) {
        transactions.doInNew(() -> Sql.on(entities)
                .update(
                        "update bulk_recipient set state = 'SKIPPED', error_code = ?, error_message = ?"
                                + " where job_id = ? and position = ? and state = 'PENDING'",
                        why.code(),
                        why.message(),
                        jobId,
                        position));
    }

    private static FieldError reason(FractalException refusal) {
        return refusal instanceof InvalidRequestException invalid
                ? invalid.errors().get(0)
                : new FieldError("to", refusal.code(), refusal.getMessage());
    }
}
