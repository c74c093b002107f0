package io.fractal.plugins.twilio.sandbox.rest;

import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;

/** Takes a create call in: checks it by Twilio's rules, and makes the message. */
final class MessageCreation {

    private final PartyRules parties;
    private final ContentRules contents;
    private final MessagePlanner planner;

    MessageCreation(PartyRules parties, ContentRules contents, MessagePlanner planner) {
        this.parties = parties;
        this.contents = contents;
        this.planner = planner;
    }

    /** @throws ApiError when Twilio would refuse the message */
    SandboxMessage create(Call call) {
        PartyRules.Chosen chosen = parties.choose(call);
        ContentRules.Text text = contents.read(call, chosen.channel());
        parties.checkOptOut(chosen);
        return planner.plan(call, chosen, text);
    }
}
