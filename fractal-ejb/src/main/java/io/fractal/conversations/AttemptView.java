package io.fractal.conversations;

import java.time.Instant;

/**
 * One try at handing a message to its provider.
 *
 * @param number counting from 1
 * @param finishedAt when the provider's answer was recorded, or {@code null} while nobody knows of one
 * @param outcome {@code TAKEN}, {@code REJECTED}, {@code THROTTLED}, {@code UNAVAILABLE}, {@code UNKNOWN} or {@code BUG}, or
 *     {@code null} while it is open
 * @param providerMessageId the id the provider gave, or {@code null}
 * @param detail what went wrong, or {@code null}
 */
public record AttemptView(
        int number, Instant startedAt, Instant finishedAt, String outcome, String providerMessageId, String detail) {}
