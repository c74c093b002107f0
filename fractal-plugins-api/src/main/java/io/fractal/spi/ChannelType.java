package io.fractal.spi;

/** The kinds of channel that a message can travel by. */
public enum ChannelType {
    SMS,
    MMS,
    WHATSAPP,
    MESSENGER,
    RCS,
    EMAIL,
    VOICE
}
