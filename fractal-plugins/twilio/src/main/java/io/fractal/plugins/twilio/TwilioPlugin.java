package io.fractal.plugins.twilio;

import io.fractal.spi.ChannelAdapterFactory;
import io.fractal.spi.FractalPlugin;
import io.fractal.spi.PluginInfo;
import java.util.List;

/** The plugin that carries Twilio's channels. */
public final class TwilioPlugin implements FractalPlugin {

    private static final PluginInfo INFO = new PluginInfo("twilio", "Twilio", "0.1.0", 1);

    @Override
    public PluginInfo info() {
        return INFO;
    }

    @Override
    public List<ChannelAdapterFactory> channelAdapters() {
        return List.of(new TwilioAdapterFactory());
    }
}
