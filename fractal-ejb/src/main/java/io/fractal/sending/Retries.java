package io.fractal.sending;

import io.fractal.channels.Addresses;
import io.fractal.conversations.MediaView;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.SendingView;
import io.fractal.database.Json;
import io.fractal.sending.Content.TemplateChoice;
import io.fractal.spi.ChannelType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Asks for the content of a failed message once more, as a new message. */
final class Retries {

    private Retries() {}

    static SendRequest of(MessageView failed, UUID authorUserId) {
        ChannelType channel = Addresses.keptUnder(ChannelType.valueOf(failed.channelType()));
        Addressee to = new Addressee(failed.conversationId(), null, failed.to(), channel.name());
        return SendRequest.of(to, content(failed))
                .via(new Via(null, failed.from(), null))
                .validFor(validity(failed.sending()))
                .withMetadata(failed.metadataJson())
                .by(authorUserId)
                .keyed("retry:" + failed.id())
                .again(failed.id());
    }

    private static Duration validity(SendingView sending) {
        return sending.validityPeriod() == null ? null : Duration.ofSeconds(sending.validityPeriod());
    }

    private static Content content(MessageView failed) {
        SendingView sending = failed.sending();
        if (sending.templateId() != null) {
            return new Content(
                    null, List.of(), List.of(), new TemplateChoice(sending.templateId(), variables(sending)));
        }
        List<String> elsewhere = failed.media().stream()
                .filter(media -> media.mediaId() == null)
                .map(MediaView::url)
                .filter(Objects::nonNull)
                .toList();
        List<UUID> kept = failed.media().stream()
                .map(MediaView::mediaId)
                .filter(Objects::nonNull)
                .toList();
        return new Content(failed.body(), elsewhere, kept, null);
    }

    private static Map<String, String> variables(SendingView sending) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (sending.templateVariablesJson() != null) {
            Json.read(sending.templateVariablesJson())
                    .forEach((name, value) -> variables.put(name, String.valueOf(value)));
        }
        return variables;
    }
}
