package io.fractal.channels;

import io.fractal.configuration.Settings;
import io.fractal.configuration.TwilioSettings;
import io.fractal.database.Transactions;
import io.fractal.spi.ChannelType;
import io.fractal.tenancy.Workspaces;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/**
 * Brings the account and the senders that the settings name into the first workspace, at every start. Safe to repeat, on several nodes
 * at once too: a changed setting adds a sender and makes it the default, and the earlier one stays, because messages refer to it and
 * people answer to it.
 */
@Startup
@Singleton
@DependsOn("Bootstrap")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SenderBootstrap {

    @Inject
    private Settings settings;

    @EJB
    private Transactions transactions;

    @EJB
    private Workspaces workspaces;

    @EJB
    private ProviderAccounts accounts;

    @EJB
    private Senders senders;

    /** Makes the senders of the settings known. There must be a workspace already. */
    @PostConstruct
    public void run() {
        transactions.doInNew(this::register);
    }

    private void register() {
        TwilioSettings twilio = settings.twilio();
        AccountRef account = accounts.register(
                workspaces.first().getId(), "twilio", twilio.accountSid(), twilio.messagingServiceSid());
        senders.keepOnly(account);
        twilio.phoneNumber().ifPresent(number -> senders.add(account, ChannelType.SMS, number, true));
        twilio.whatsappNumber().ifPresent(number -> senders.add(account, ChannelType.WHATSAPP, number, true));
    }
}
