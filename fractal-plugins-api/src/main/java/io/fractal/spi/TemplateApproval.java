package io.fractal.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * How the approval of a template stands.
 *
 * @param status what follows for sending
 * @param providerStatus the provider's own word
 * @param category the category it was submitted or approved under, if any
 * @param rejectionReason why it was rejected, if it was
 */
public record TemplateApproval(
        Status status, String providerStatus, Optional<String> category, Optional<String> rejectionReason) {

    public TemplateApproval {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(providerStatus, "providerStatus");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(rejectionReason, "rejectionReason");
    }

    /** The states of an approval. */
    public enum Status {
        UNSUBMITTED,
        PENDING,
        APPROVED,
        REJECTED,
        PAUSED,
        DISABLED
    }
}
