package io.fractal.plugins.twilio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.InboundEvent.ProviderError;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;

/**
 * Decides what a failed call means for trying again.
 *
 * <p>Sources: Twilio's error dictionary (20003, 20429), and its statement that a call answered with 429 has not been processed. For
 * 5xx Twilio promises nothing, so that only 503, which refuses a request before it is worked on, counts as not processed.
 */
final class FailureTranslator {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** 20003 authentication failed, 20005 account not active: the settings are wrong, the message is not. */
    private static final Set<String> ACCOUNT_REFUSED = Set.of("20003", "20005");

    /** 20429 too many requests, 21611 the sender's queue is full: the same message will pass later. */
    private static final Set<String> TOO_MANY = Set.of("20429", "21611");

    /** The message is still on its way: what is asked for will be possible later. */
    private static final String IN_FLIGHT = "20009";

    private final Credentials credentials;
    private final Clock clock;

    FailureTranslator(Credentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /** What an answer outside 2xx means. */
    CallFailedException answer(int status, String body, Optional<String> retryAfterHeader) {
        Optional<ProviderError> error = providerError(body);
        String code = error.map(ProviderError::code).orElse("");
        if (status == 401 || ACCOUNT_REFUSED.contains(code)) {
            return failure(
                    ErrorKind.UNAVAILABLE,
                    "Twilio refuses the credentials of account " + credentials.accountSid() + " (HTTP " + status + " "
                            + code + "): " + credentials.advice(),
                    error,
                    Optional.empty());
        }
        String message = "Twilio answered account " + credentials.accountSid() + " with HTTP " + status + " " + code;
        return failure(kind(status, code), message.strip(), error, retryAfterHeader.flatMap(this::retryAfter));
    }

    /** What it means that no answer came. */
    CallFailedException noAnswer(Throwable cause) {
        boolean notSent = cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnknownHostException
                || cause instanceof UnresolvedAddressException
                || cause instanceof SSLHandshakeException;
        String message =
                (notSent ? "Twilio could not be reached" : "No answer came from Twilio after the request went out")
                        + " (" + cause.getClass().getSimpleName() + ")";
        return new CallFailedException(
                notSent ? ErrorKind.UNAVAILABLE : ErrorKind.OUTCOME_UNKNOWN,
                message,
                Optional.empty(),
                Optional.empty(),
                cause);
    }

    private static ErrorKind kind(int status, String code) {
        if (status == 429 || TOO_MANY.contains(code)) {
            return ErrorKind.THROTTLED;
        }
        if (code.equals(IN_FLIGHT)) {
            return ErrorKind.UNAVAILABLE;
        }
        if (status >= 500) {
            return status == 503 ? ErrorKind.UNAVAILABLE : ErrorKind.OUTCOME_UNKNOWN;
        }
        if (status == 408) {
            return ErrorKind.OUTCOME_UNKNOWN;
        }
        // A refusal without one of Twilio's codes, or a redirect, comes from something that stands in Twilio's place.
        return status >= 400 && !code.isEmpty() ? ErrorKind.REJECTED : ErrorKind.UNAVAILABLE;
    }

    private static CallFailedException failure(
            ErrorKind kind, String message, Optional<ProviderError> error, Optional<Duration> retryAfter) {
        return new CallFailedException(kind, message, error, retryAfter, null);
    }

    private static Optional<ProviderError> providerError(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            JsonNode code = json.path("code");
            if (!code.isValueNode() || code.isNull() || code.asText().isBlank()) {
                return Optional.empty();
            }
            return Optional.of(new ProviderError(
                    code.asText(), Optional.ofNullable(json.path("message").textValue())));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /** RFC 9110, 10.2.3: seconds, or an HTTP date. */
    private Optional<Duration> retryAfter(String header) {
        String value = header.strip();
        if (value.matches("\\d{1,6}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            ZonedDateTime until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), until.toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
