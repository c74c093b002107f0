package io.fractal.templates;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;

/** A workspace has no such template, or not any more. */
public final class TemplateNotFoundException extends FractalException {

    /**
     * @param sidOrId what was asked for
     */
    public TemplateNotFoundException(String sidOrId) {
        super(ErrorKind.NOT_FOUND, "TEMPLATE_NOT_FOUND", "No template " + sidOrId);
    }
}
