package io.fractal.web.api;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that creates or sends something, and takes an {@code Idempotency-Key}: the same request with the same key is done once and
 * answered alike for a day. Put it on every {@code POST} that creates or sends, and answer with one of our records.
 * {@link IdempotencyFilter} does the rest, and {@link ApiDescription} describes the header for every {@code POST}.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Idempotent {

    /**
     * Whether the method recognises by itself, in the transaction of its work, that it did the same before under this key. Then a
     * request that was cut off is simply done again; otherwise its repetition is refused, because nobody knows whether it was done.
     */
    boolean recognisesRepeats() default false;

    /**
     * Whether its good answers show what is shown once and kept nowhere. Of these nothing but the status is kept: when the request comes
     * again, it is not done again, and refused as one whose answer was erased.
     */
    boolean answersSecret() default false;
}
