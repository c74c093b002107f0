package io.fractal.contacts;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** A note cannot be taken away. */
public final class NoteRefusedException extends FractalException {

    private NoteRefusedException(ErrorKind kind, String code, String message) {
        super(kind, code, message);
    }

    static NoteRefusedException unknown(UUID noteId) {
        return new NoteRefusedException(ErrorKind.NOT_FOUND, "NOTE_NOT_FOUND", "There is no note " + noteId);
    }

    static NoteRefusedException notYours(UUID noteId) {
        return new NoteRefusedException(ErrorKind.FORBIDDEN, "NOT_YOUR_NOTE", "Somebody else wrote note " + noteId);
    }
}
