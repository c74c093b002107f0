package io.fractal.plugins.twilio.sandbox.state;

import io.fractal.spi.PluginContext;

/**
 * Everything that the sandboxed Twilio knows.
 *
 * @param account whose it is
 * @param clock its time
 * @param behaviour how it was told to behave
 * @param messages its messages and the webhooks it owes
 * @param resources everything else of the account's
 * @param senders what the account may write from
 * @param optOuts who wants no more
 * @param windows who may be written to freely
 * @param rates what each sender was given to send
 * @param media the bytes that people sent
 */
public record SandboxState(
        SandboxAccount account,
        SandboxClock clock,
        BehaviourSwitch behaviour,
        MessageStore messages,
        Resources resources,
        Senders senders,
        OptOuts optOuts,
        Windows windows,
        Rates rates,
        MediaFiles media)
        implements AutoCloseable {

    /** Opens what is kept in the plugin's folder, and adds what an account has from the beginning. */
    public static SandboxState open(PluginContext context) {
        SandboxAccount account = SandboxAccount.of(context);
        SandboxClock clock = new SandboxClock(context.clock());
        MessageStore messages = MessageStore.open(context.dataDirectory(), clock.instant());
        MediaFiles media = new MediaFiles(context.dataDirectory());
        messages.onForgotten(gone -> gone.content().media().forEach(medium -> media.delete(medium.sid())));
        Resources resources = Resources.open(context.dataDirectory());
        Seeds.sow(account, resources, clock.instant());
        Senders senders = new Senders(account, resources);
        return new SandboxState(
                account,
                clock,
                new BehaviourSwitch(),
                messages,
                resources,
                senders,
                new OptOuts(resources, senders, clock),
                new Windows(messages, clock),
                new Rates(clock),
                media);
    }

    @Override
    public void close() {
        messages.close();
        resources.close();
    }
}
