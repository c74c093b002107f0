package io.fractal.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * For whom a webhook is, read before it is verified.
 *
 * @param accountId the provider's account id as the request names it
 * @param poolId the sender pool, for Twilio the messaging service SID ({@code MG…}); empty when the request names none
 */
public record WebhookRoute(String accountId, Optional<String> poolId) {

    public WebhookRoute {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(poolId, "poolId");
    }
}
