package io.fractal.identity;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;

/** Only a person who is signed in can do this; who called is a program. */
public final class PersonRequiredException extends FractalException {

    PersonRequiredException(Caller caller) {
        super(ErrorKind.FORBIDDEN, "PERSON_REQUIRED", "The API key " + caller.apiKeyId() + " is no person");
    }
}
