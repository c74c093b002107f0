package io.fractal.demo;

import io.fractal.conversations.MessageRoute;
import io.fractal.demo.DemoPayloads.DemoError;
import io.fractal.spi.DeliveryStatus;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.tracking.StatusEventSource;
import io.fractal.tracking.StatusNews;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a sent message of the demo came to its status: what would have been heard of it, and when. */
final class DemoCourse {

    static final Duration TAKEN_AFTER = Duration.ofMillis(380);
    private static final Duration SENT_AFTER = Duration.ofMillis(1240);
    private static final Duration SETTLED_AFTER = Duration.ofMillis(3170);
    private static final Duration READ_AFTER = Duration.ofSeconds(74);

    private final DemoPayloads payloads;

    DemoCourse(DemoPayloads payloads) {
        this.payloads = payloads;
    }

    List<StatusNews> of(DemoMessage message, String sid, MessageRoute route, Instant writtenAt) {
        List<StatusNews> heard = new ArrayList<>();
        heard.add(StatusNews.own(DeliveryStatus.QUEUED, Optional.empty(), writtenAt));
        heard.add(new StatusNews(
                DeliveryStatus.QUEUED,
                Optional.of("queued"),
                Optional.empty(),
                StatusEventSource.RESPONSE,
                payloads.created(sid, route),
                writtenAt.plus(TAKEN_AFTER)));
        for (DeliveryStatus stage : stages(message.status())) {
            Optional<DemoError> error =
                    stage == message.status() ? message.errorCode().map(DemoError::of) : Optional.empty();
            heard.add(report(stage, error, sid, route, writtenAt.plus(after(stage))));
        }
        return heard;
    }

    private StatusNews report(
            DeliveryStatus stage, Optional<DemoError> error, String sid, MessageRoute route, Instant at) {
        String word = stage.name().toLowerCase(Locale.ROOT);
        return new StatusNews(
                stage,
                Optional.of(word),
                error.map(stated -> new ProviderError(stated.code(), Optional.of(stated.words()))),
                StatusEventSource.CALLBACK,
                payloads.callback(sid, route, word, error),
                at);
    }

    private static List<DeliveryStatus> stages(DeliveryStatus last) {
        return switch (last) {
            case FAILED -> List.of(DeliveryStatus.FAILED);
            case UNDELIVERED -> List.of(DeliveryStatus.SENT, DeliveryStatus.UNDELIVERED);
            case SENT -> List.of(DeliveryStatus.SENT);
            case DELIVERED -> List.of(DeliveryStatus.SENT, DeliveryStatus.DELIVERED);
            case READ -> List.of(DeliveryStatus.SENT, DeliveryStatus.DELIVERED, DeliveryStatus.READ);
            default -> throw new IllegalArgumentException("A sent message of the demo cannot be " + last);
        };
    }

    private static Duration after(DeliveryStatus stage) {
        return switch (stage) {
            case SENT -> SENT_AFTER;
            case READ -> READ_AFTER;
            default -> SETTLED_AFTER;
        };
    }
}
