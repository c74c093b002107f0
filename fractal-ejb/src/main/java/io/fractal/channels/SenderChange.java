package io.fractal.channels;

import java.math.BigDecimal;

/**
 * What people decide about a sender.
 *
 * @param names whether its label is to change
 * @param label what it is called; {@code null} for its usual name
 * @param paces whether its pace is to change
 * @param ratePerSecond messages a second; {@code null} for what is usual for its kind
 */
public record SenderChange(boolean names, String label, boolean paces, BigDecimal ratePerSecond) {}
