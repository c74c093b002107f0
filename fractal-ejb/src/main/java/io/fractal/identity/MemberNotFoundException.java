package io.fractal.identity;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** Nobody of that id belongs to the workspace. */
public final class MemberNotFoundException extends FractalException {

    MemberNotFoundException(UUID userId) {
        super(ErrorKind.NOT_FOUND, "MEMBER_NOT_FOUND", "There is no member " + userId);
    }
}
