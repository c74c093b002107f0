package io.fractal.conversations;

import java.util.UUID;

/**
 * What is shown of a message's way out beside its status. Everything may be {@code null}.
 *
 * @param templateId the provider's id of the template that was sent
 * @param templateVariablesJson the template's values by name, a JSON object
 * @param lane {@code CONVERSATION} or {@code BULK}; {@code null} for received messages
 * @param bulkJobId the bulk job it belongs to
 * @param retryOf the failed message that this one sends again
 * @param scheduleBy who keeps, or kept, it until its time: {@code PROVIDER} or {@code FRACTAL}
 * @param validityPeriod for how many seconds it is, or was, worth sending: from its time, else from when it was accepted
 * @param feedback whether it had its effect: {@code CONFIRMED} or {@code UNCONFIRMED}
 */
public record SendingView(
        String templateId,
        String templateVariablesJson,
        String lane,
        UUID bulkJobId,
        UUID retryOf,
        String scheduleBy,
        Integer validityPeriod,
        String feedback) {

    /** The lane only: variables are what people write. */
    @Override
    public String toString() {
        return "SendingView[" + lane + "]";
    }
}
