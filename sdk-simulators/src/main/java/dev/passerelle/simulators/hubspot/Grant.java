package dev.passerelle.simulators.hubspot;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the bearer of a token may do.
 *
 * @param appId the application that the token belongs to; it marks the property history
 * @param scopes the granted scopes, or {@code *} for all
 * @param expiresAt when the token ends; null for never
 */
record Grant(String appId, Set<String> scopes, @Nullable Instant expiresAt) {
  Grant {
    scopes = Set.copyOf(scopes);
  }

  boolean allows(String scope) {
    return scopes.contains("*") || scopes.contains(scope);
  }

  Source source() {
    return Source.integration(appId);
  }
}
