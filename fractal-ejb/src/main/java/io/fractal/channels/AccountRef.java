package io.fractal.channels;

import java.util.Optional;
import java.util.UUID;

/**
 * An account at a provider, as other components hold on to it.
 *
 * @param id Fractal's id
 * @param provider the provider's name
 * @param accountId the provider's id
 * @param poolId the sender pool that goes with it, if any
 */
public record AccountRef(UUID id, UUID workspaceId, String provider, String accountId, Optional<String> poolId) {

    static AccountRef of(ProviderConnection account) {
        return new AccountRef(
                account.getId(),
                account.getWorkspaceId(),
                account.getProvider(),
                account.getAccountId(),
                account.getPoolId());
    }
}
