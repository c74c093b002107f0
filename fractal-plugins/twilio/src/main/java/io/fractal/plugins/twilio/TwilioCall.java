package io.fractal.plugins.twilio;

import com.twilio.exception.TwilioException;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.ProviderFailedException;
import java.util.Optional;

/** Runs a call of the SDK and turns what it throws into the SPI's typed failure. */
final class TwilioCall {

    private static final String NOT_FOUND = "20404";

    private TwilioCall() {}

    /**
     * @param <T> what the call answers
     */
    @FunctionalInterface
    interface Call<T> {
        T run();
    }

    /** A call that changes something at Twilio, so that a lost answer leaves its outcome unknown. */
    static <T> T writing(Call<T> call) throws ProviderFailedException {
        try {
            return call.run();
        } catch (CallFailedException failed) {
            throw failed.asSendFailure(failed.kind());
        } catch (TwilioException unreadable) {
            throw unreadableAnswer(ErrorKind.OUTCOME_UNKNOWN, unreadable);
        }
    }

    /** A call that only asks: whatever is lost on the way, asking again is harmless. */
    static <T> T reading(Call<T> call) throws ProviderFailedException {
        try {
            return call.run();
        } catch (CallFailedException failed) {
            ErrorKind kind = failed.kind() == ErrorKind.OUTCOME_UNKNOWN ? ErrorKind.UNAVAILABLE : failed.kind();
            throw failed.asSendFailure(kind);
        } catch (TwilioException unreadable) {
            throw unreadableAnswer(ErrorKind.UNAVAILABLE, unreadable);
        }
    }

    /** Like {@link #reading}, for something that may be gone: empty then. */
    static <T> Optional<T> ifThere(Call<T> call) throws ProviderFailedException {
        try {
            return Optional.of(reading(call));
        } catch (ProviderFailedException failure) {
            if (isNotFound(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static boolean isNotFound(ProviderFailedException failure) {
        return failure.providerError()
                .filter(error -> error.code().equals(NOT_FOUND))
                .isPresent();
    }

    private static ProviderFailedException unreadableAnswer(ErrorKind kind, TwilioException cause) {
        // Not the cause itself: the JSON parser quotes the answer, message text included.
        return new ProviderFailedException(
                kind,
                "Twilio's answer could not be read (" + cause.getClass().getSimpleName() + ")",
                Optional.empty(),
                Optional.empty(),
                null);
    }
}
