package io.fractal.identity;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.database.Cursor;
import io.fractal.database.Ids;
import io.fractal.database.Owned;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the API keys of a workspace, and ends them. Whoever does may neither make nor touch a key whose holder may do more than they
 * may, as that would be a way to become more.
 */
@Stateless
public class ApiKeyAdministration {

    /** The longest that a key may be valid beside its successor. */
    public static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private static final int LONGEST_NAME = 100;

    private static final String LIST = "api keys by time";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private Tokens tokens;

    @Inject
    private Clock clock;

    /**
     * The keys of a workspace, also those that are over, newest first.
     *
     * @throws io.fractal.database.InvalidCursorException when the cursor is not of this list
     */
    public Page<ApiKeyView> list(UUID workspaceId, Paging paging) {
        Sql sql = Sql.on(entities);
        long total =
                paging.total(() -> sql.count("select count(*) as n from api_key where workspace_id = ?", workspaceId));
        List<Object> arguments = new ArrayList<>(List.of(workspaceId));
        Optional<Cursor> last = paging.last(LIST);
        last.ifPresent(key -> arguments.addAll(List.of(key.instant(0), key.uuid(1))));
        arguments.addAll(List.of(paging.rows(), paging.offset()));
        List<ApiKeyView> found = sql.list(
                "select * from api_key where workspace_id = ?"
                        + (last.isPresent() ? " and (created_at, id) < (?, ?)" : "")
                        + " order by created_at desc, id desc limit ? offset ?",
                ApiKeyAdministration::view,
                arguments.toArray());
        return Page.of(found, paging, total, key -> Cursor.of(LIST, key.createdAt(), key.id()));
    }

    /**
     * One key.
     *
     * @throws ApiKeyRefusedException when the workspace has none of this id
     */
    public ApiKeyView get(UUID workspaceId, UUID id) {
        return Owned.find(entities, ApiKey.class, workspaceId, id)
                .map(ApiKey::view)
                .orElseThrow(() -> ApiKeyRefusedException.unknown(id));
    }

    /**
     * Makes a key.
     *
     * @param caller what whoever asks may do
     * @throws InvalidRequestException when the name is empty or too long, or the key would be over already
     * @throws ApiKeyRefusedException when the key's holder could do more than the caller
     */
    public IssuedApiKey create(UUID workspaceId, Role caller, NewApiKey wanted) {
        NewApiKey checked = checked(wanted);
        requireAtMost(caller, checked.role());
        return issue(workspaceId, checked);
    }

    /**
     * Makes a key worthless, everywhere within a second. One that is over already stays as it is.
     *
     * @param caller what whoever asks may do
     * @throws ApiKeyRefusedException when the workspace has none of this id, or its holder can do more than the caller
     */
    public ApiKeyView revoke(UUID workspaceId, Role caller, UUID id) {
        ApiKey key = held(workspaceId, caller, id);
        key.revoke(clock.instant());
        return key.view();
    }

    /**
     * Makes a key in another's stead, with its name and role and, where it expires, for as long as it was made for.
     *
     * @param caller what whoever asks may do
     * @param overlap how long the former key stays valid beside it, up to {@link #LONGEST_OVERLAP}; zero to revoke it at once
     * @throws InvalidRequestException when the overlap is negative or too long
     * @throws ApiKeyRefusedException when the workspace has none of this id, its holder can do more than the caller, it is over, or has
     *     a successor already
     */
    public IssuedApiKey rotate(UUID workspaceId, Role caller, UUID id, Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw invalid(
                    "overlapSeconds",
                    "OVERLAP_LENGTH",
                    "An overlap has 0 to " + LONGEST_OVERLAP.toSeconds() + " seconds");
        }
        Instant now = clock.instant();
        ApiKey former = held(workspaceId, caller, id);
        former.requireRotatable(now);
        IssuedApiKey successor = issue(workspaceId, former.successor(now));
        former.replace(successor.shown().id(), now.plus(overlap), now);
        return successor;
    }

    private ApiKey held(UUID workspaceId, Role caller, UUID id) {
        ApiKey key = Owned.locked(entities, ApiKey.class, workspaceId, id)
                .orElseThrow(() -> ApiKeyRefusedException.unknown(id));
        requireAtMost(caller, key.view().role());
        return key;
    }

    private static void requireAtMost(Role caller, Role role) {
        if (!caller.includes(role)) {
            throw ApiKeyRefusedException.aboveCaller(role);
        }
    }

    private NewApiKey checked(NewApiKey wanted) {
        String name = wanted.name() == null ? "" : wanted.name().strip();
        if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw invalid("name", "API_KEY_NAME_LENGTH", "A name has 1 to " + LONGEST_NAME + " characters");
        }
        if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(clock.instant())) {
            throw invalid("expiresAt", "EXPIRED_ALREADY", "A key expires in the future, or never");
        }
        return new NewApiKey(name, wanted.role(), wanted.expiresAt());
    }

    private IssuedApiKey issue(UUID workspaceId, NewApiKey wanted) {
        String key = ApiKey.random();
        ApiKey made = new ApiKey(Ids.next(), workspaceId, wanted, clock.instant()).opens(key, tokens.apiKeyHash(key));
        entities.persist(made);
        entities.flush(); // whatever it replaces refers to it
        return new IssuedApiKey(made.view(), key);
    }

    private static InvalidRequestException invalid(String field, String code, String message) {
        return new InvalidRequestException(List.of(new FieldError(field, code, message)));
    }

    private static ApiKeyView view(Row row) throws SQLException {
        return new ApiKeyView(
                row.uuid("id"),
                row.text("name"),
                row.text("prefix"),
                Role.valueOf(row.text("role")),
                row.instant("created_at"),
                row.instant("expires_at"),
                row.instant("last_used_at"),
                row.instant("revoked_at"),
                row.uuid("replaced_by"));
    }
}
