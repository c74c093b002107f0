package io.fractal.identity;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** Something cannot be done with an API key. */
public final class ApiKeyRefusedException extends FractalException {

    private ApiKeyRefusedException(ErrorKind kind, String code, String message) {
        super(kind, code, message);
    }

    static ApiKeyRefusedException unknown(UUID id) {
        return new ApiKeyRefusedException(ErrorKind.NOT_FOUND, "API_KEY_NOT_FOUND", "There is no API key " + id);
    }

    static ApiKeyRefusedException aboveCaller(Role role) {
        return new ApiKeyRefusedException(
                ErrorKind.FORBIDDEN, "API_KEY_ROLE_TOO_HIGH", "The caller may do less than " + role);
    }

    static ApiKeyRefusedException over(UUID id) {
        return new ApiKeyRefusedException(
                ErrorKind.CONFLICT, "API_KEY_OVER", "API key " + id + " is revoked or has expired");
    }

    static ApiKeyRefusedException replaced(UUID id) {
        return new ApiKeyRefusedException(
                ErrorKind.CONFLICT, "API_KEY_REPLACED", "API key " + id + " has a successor already");
    }
}
