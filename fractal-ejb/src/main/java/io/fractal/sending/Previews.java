package io.fractal.sending;

import io.fractal.channels.Addresses;
import io.fractal.configuration.FractalException;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.conversations.MessageRoute;
import io.fractal.conversations.ReplyWindows;
import io.fractal.conversations.ScheduleKeeper;
import io.fractal.sending.Preview.Block;
import io.fractal.sending.Preview.Waiting;
import io.fractal.sending.Preview.Window;
import io.fractal.spi.ChannelType;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Says what would become of a message, without writing anything. */
@Stateless
public class Previews {

    @Inject
    private Recipients recipients;

    @Inject
    private OutboundRoutes routes;

    @Inject
    private Permissions permissions;

    @Inject
    private ChosenTemplates chosenTemplates;

    @Inject
    private Schedules schedules;

    @Inject
    private Validities validities;

    @Inject
    private ReplyWindows windows;

    @Inject
    private Carried carried;

    @Inject
    private Quiet quiet;

    @Inject
    private Prices prices;

    @Inject
    private Clock clock;

    /**
     * What would become of a message.
     *
     * @throws io.fractal.configuration.InvalidRequestException when the request is wrong in itself, as for sending
     */
    public Preview of(UUID workspaceId, SendRequest asked) {
        RequestChecks.check(asked, clock.instant());
        ChosenTemplates.Filled filled = chosenTemplates.fill(workspaceId, asked);
        SendRequest request = filled.request();
        Recipient recipient = recipients.lookedFor(workspaceId, request.to());
        Optional<MessageRoute> route = routes.choose(workspaceId, request, recipient);
        route.ifPresent(way -> validities.require(workspaceId, way, request.validity()));
        ChannelType channel = route.map(MessageRoute::channel).orElse(Addresses.keptUnder(recipient.channel()));
        Optional<ScheduleKeeper> schedule = schedule(workspaceId, request, route);
        String body = request.content().body() == null ? "" : request.content().body();
        Optional<SegmentCount> count = channel == ChannelType.SMS ? Optional.of(Segments.of(body)) : Optional.empty();
        return new Preview(
                channel,
                recipient.address(),
                route,
                body,
                count,
                prices.estimate(
                        workspaceId,
                        channel,
                        recipient.address(),
                        count.map(SegmentCount::segments).orElse(1)),
                window(request, recipient),
                schedule,
                waits(workspaceId, request, recipient, schedule),
                blocks(filled, recipient, channel, route));
    }

    private Optional<Window> window(SendRequest request, Recipient recipient) {
        if (recipient.channel() != ChannelType.WHATSAPP) {
            return Optional.empty();
        }
        Optional<Instant> closesAt =
                windows.closesAt(recipient.conversationId(), recipient.channel(), recipient.address());
        return Optional.of(
                new Window(closesAt.filter(whenSent(request)::isBefore).isPresent(), closesAt));
    }

    private Instant whenSent(SendRequest request) {
        return request.sendAt() == null ? clock.instant() : request.sendAt();
    }

    private Optional<ScheduleKeeper> schedule(UUID workspaceId, SendRequest request, Optional<MessageRoute> route) {
        return Optional.ofNullable(request.sendAt())
                .flatMap(time -> route.map(way -> schedules.keeper(workspaceId, way, time)));
    }

    /** What the provider keeps until its time goes out then, whatever the hour is. */
    private List<Waiting> waits(
            UUID workspaceId, SendRequest request, Recipient recipient, Optional<ScheduleKeeper> schedule) {
        if (schedule.equals(Optional.of(ScheduleKeeper.PROVIDER))) {
            return List.of();
        }
        return quiet.endFor(workspaceId, recipient.address(), request.isPromotional(), whenSent(request)).stream()
                .map(end -> new Waiting("QUIET_HOURS", end))
                .toList();
    }

    private static Block block(FractalException objection) {
        return objection instanceof InvalidRequestException invalid
                ? new Block(
                        invalid.errors().get(0).code(), invalid.errors().get(0).message())
                : new Block(objection.code(), "WhatsApp does not let this template be sent as things stand");
    }

    private List<Block> blocks(
            ChosenTemplates.Filled filled, Recipient recipient, ChannelType channel, Optional<MessageRoute> route) {
        SendRequest request = filled.request();
        List<Block> blocks = new ArrayList<>();
        chosenTemplates.objection(filled, recipient).ifPresent(objection -> blocks.add(block(objection)));
        if (route.isEmpty()) {
            blocks.add(new Block("NO_SENDER", "The workspace has no such sender for this channel"));
        }
        if (permissions.hasObjected(request, recipient)) {
            blocks.add(new Block("RECIPIENT_OPTED_OUT", "The recipient does not want to be written to"));
        }
        if (!permissions.isWindowOpen(request, recipient)) {
            blocks.add(
                    new Block(
                            "WHATSAPP_WINDOW_CLOSED",
                            "The contact has not written on WhatsApp within the 24 hours before, so only templates may be sent"));
        }
        carried.violations(recipient.workspaceId(), request.content(), channel)
                .forEach(violation -> blocks.add(new Block(violation.code(), violation.message())));
        return blocks;
    }
}
