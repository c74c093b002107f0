package io.fractal.plugins.twilio.sandbox.delivery;

import io.fractal.plugins.twilio.sandbox.state.Behaviour;
import io.fractal.plugins.twilio.sandbox.state.BehaviourSwitch;
import io.fractal.plugins.twilio.sandbox.state.Delivery;
import io.fractal.plugins.twilio.sandbox.state.MessageStore;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Progress;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Step;
import io.fractal.plugins.twilio.sandbox.state.SandboxState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Moves messages from state to state as planned, and has every change reported. Safe for use from several threads. */
public final class Lifecycle {

    private static final Set<String> WITHOUT_LEAVING =
            Set.of("accepted", "scheduled", "queued", "sending", "canceled", "failed");

    private static final Set<String> CANCELABLE = Set.of("scheduled", "accepted", "queued");

    /** How far back a thread is read. */
    private static final int LOOKED_AT = 1000;

    private final MessageStore store;
    private final BehaviourSwitch behaviour;
    private final Agenda agenda;
    private final WebhookSender sender;
    private final Clock clock;
    private final StatusCallbacks callbacks;
    private final Map<String, List<Delivery>> held = new ConcurrentHashMap<>();

    private final Departure departure;

    /** A lifecycle of the account's messages. */
    public Lifecycle(SandboxState state, Agenda agenda, WebhookSender sender, Departure departure) {
        this.store = state.messages();
        this.behaviour = state.behaviour();
        this.clock = state.clock();
        this.agenda = agenda;
        this.sender = sender;
        this.departure = departure;
        this.callbacks = new StatusCallbacks(state.account());
    }

    /** Goes on where a previous run ended: posts what is owed and keeps the appointments of messages on their way. */
    public void resume() {
        store.owed().forEach(sender::post);
        store.onTheirWay().forEach(this::scheduleNext);
    }

    /** Takes a new message in. Its first state is in the answer to the create call and is not reported. */
    public void begin(SandboxMessage message) {
        store.add(message, List.of());
        scheduleNext(message);
    }

    /** Takes the next planned step now and waits until its callback has been answered. */
    public void stepBeforeAnswer(String sid) {
        takeStep(sid, true)
                .orTimeout(5, TimeUnit.SECONDS)
                .exceptionally(late -> 0)
                .join();
    }

    /**
     * Puts a message into a state, whatever was planned.
     *
     * @param errorCode Twilio's error, or {@code null}
     * @return the message as it now is, or empty when there is none
     */
    public Optional<SandboxMessage> force(String sid, String status, Integer errorCode) {
        return change(sid, message -> reached(message, new Step(status, clock.instant(), errorCode), List.of()))
                .map(MessageStore.Change::message);
    }

    /** Sends a scheduled message now. */
    public Optional<SandboxMessage> release(String sid) {
        Optional<MessageStore.Change> released = change(sid, this::released);
        released.ifPresent(change -> scheduleNext(change.message()));
        return released.map(MessageStore.Change::message);
    }

    /** Sends all scheduled messages now; says how many. */
    public int releaseAll() {
        return (int) store.onTheirWay().stream()
                .filter(message -> release(message.sid()).isPresent())
                .count();
    }

    private SandboxMessage released(SandboxMessage message) {
        if (!message.progress().status().equals("scheduled") || message.isAtRest()) {
            return message;
        }
        Duration early = Duration.between(
                clock.instant(), message.progress().plan().get(0).due());
        List<Step> plan = message.progress().plan().stream()
                .map(step -> new Step(step.status(), step.due().minus(early), step.errorCode()))
                .toList();
        return message.with(message.progress().planned(plan));
    }

    /** Notes the outcome that the account reports; no callback tells of it. */
    public Optional<SandboxMessage> feedback(String sid, String outcome) {
        return silently(sid, message -> message.withFeedback(outcome));
    }

    /** Takes one attachment away; no callback tells of it. */
    public Optional<SandboxMessage> dropMedia(String sid, String mediaSid) {
        return silently(sid, message -> message.without(mediaSid));
    }

    /**
     * Cancels a message, unless it has begun to leave in the meantime.
     *
     * @return the message, canceled; empty when there is none, or nothing left to cancel
     */
    public Optional<SandboxMessage> cancel(String sid) {
        return change(
                        sid,
                        message -> CANCELABLE.contains(message.progress().status())
                                ? reached(message, new Step("canceled", clock.instant(), null), List.of())
                                : message)
                .map(MessageStore.Change::message);
    }

    /** Takes the text away; no callback tells of it. */
    public Optional<SandboxMessage> redact(String sid) {
        return silently(sid, message -> message.redacted(clock.instant()));
    }

    private Optional<SandboxMessage> silently(String sid, UnaryOperator<SandboxMessage> change) {
        return store.change(sid, change, message -> List.of()).map(MessageStore.Change::message);
    }

    /** The person opens the thread: what has been delivered by a channel with read receipts is read. */
    public void read(String person) {
        List<SandboxMessage> unread = store.thread(person, LOOKED_AT).stream()
                .filter(Lifecycle::isReadable)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(unread);
        for (SandboxMessage message : unread) {
            change(
                    message.sid(),
                    now -> isReadable(now) ? reached(now, new Step("read", clock.instant(), null), List.of()) : now);
        }
    }

    private static boolean isReadable(SandboxMessage message) {
        return !message.inbound()
                && message.channel().hasReadReceipts()
                && message.progress().status().equals("delivered");
    }

    private void scheduleNext(SandboxMessage message) {
        if (!message.progress().plan().isEmpty()) {
            agenda.at(message.progress().plan().get(0).due(), () -> takeStep(message.sid(), false));
        }
    }

    /** @param early whether the step is taken although it is not yet due */
    private CompletableFuture<Integer> takeStep(String sid, boolean early) {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        change(
                        sid,
                        message -> {
                            List<Step> plan = message.progress().plan();
                            boolean none = plan.isEmpty()
                                    || !early && plan.get(0).due().isAfter(clock.instant());
                            return none ? message : next(message, plan.get(0), plan.subList(1, plan.size()));
                        },
                        answers)
                .ifPresent(change -> scheduleNext(change.message()));
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(done -> answers.size());
    }

    /** Whether a message can leave is seen when it is about to. */
    private SandboxMessage next(SandboxMessage message, Step step, List<Step> plan) {
        if (!step.status().equals("sending")) {
            return reached(message, step, plan);
        }
        SandboxMessage routed = departure.route(message);
        return departure
                .obstacle(routed, step)
                .map(failure -> reached(routed, failure, List.of()))
                .orElseGet(() -> reached(routed, step, plan));
    }

    private SandboxMessage reached(SandboxMessage message, Step step, List<Step> plan) {
        Progress before = message.progress();
        boolean left = !WITHOUT_LEAVING.contains(step.status());
        return message.with(new Progress(
                step.status(),
                step.errorCode(),
                step.status().equals("delivered") ? Prices.of(message) : before.price(),
                clock.instant(),
                before.sent() == null && left ? clock.instant() : before.sent(),
                plan));
    }

    private Optional<MessageStore.Change> change(String sid, UnaryOperator<SandboxMessage> change) {
        return change(sid, change, new ArrayList<>());
    }

    private Optional<MessageStore.Change> change(
            String sid, UnaryOperator<SandboxMessage> change, List<CompletableFuture<Integer>> answers) {
        Optional<MessageStore.Change> done = store.change(sid, change, callbacks::of);
        done.ifPresent(changed -> answers.addAll(report(changed)));
        return done;
    }

    private List<CompletableFuture<Integer>> report(MessageStore.Change change) {
        Behaviour now = behaviour.current();
        String sid = change.message().sid();
        if (!now.reorderCallbacks() && !held.containsKey(sid)) {
            return change.deliveries().stream()
                    .map(delivery -> repeated(delivery, now))
                    .toList();
        }
        held.computeIfAbsent(sid, none -> Collections.synchronizedList(new ArrayList<>()))
                .addAll(change.deliveries());
        if (change.message().progress().plan().isEmpty()) {
            List<Delivery> backwards = new ArrayList<>(held.remove(sid));
            Collections.reverse(backwards);
            postInTurn(backwards, now);
        }
        return List.of();
    }

    private void postInTurn(List<Delivery> deliveries, Behaviour now) {
        CompletableFuture<Integer> last = CompletableFuture.completedFuture(0);
        for (Delivery delivery : deliveries) {
            last = last.thenCompose(answered -> repeated(delivery, now));
        }
    }

    private CompletableFuture<Integer> repeated(Delivery delivery, Behaviour now) {
        CompletableFuture<Integer> last = sender.post(delivery);
        for (int more = 1; more < now.repeatCallbacks(); more++) {
            last = last.thenCombine(sender.post(delivery), (one, other) -> other);
        }
        return last;
    }
}
