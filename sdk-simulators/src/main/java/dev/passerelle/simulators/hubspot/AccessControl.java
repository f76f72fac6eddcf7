package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.HttpCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens of the account and what they allow (fact sheet §1). */
final class AccessControl {
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();

  void put(String token, Grant grant) {
    grants.put(token, grant);
  }

  void remove(String token) {
    grants.remove(token);
  }

  Optional<Grant> find(String token) {
    return Optional.ofNullable(grants.get(token));
  }

  /** Makes every token with an end expire at this instant. */
  void expireAll(Instant at) {
    grants.replaceAll(
        (token, grant) ->
            grant.expiresAt() == null ? grant : new Grant(grant.appId(), grant.scopes(), at));
  }

  Grant authenticate(HttpCall call, Instant now) {
    String header = call.header("Authorization").orElse("");
    if (!header.startsWith("Bearer ")) {
      throw invalid("Any of the listed authentication credentials are missing");
    }
    Grant grant = grants.get(header.substring("Bearer ".length()).trim());
    if (grant == null) {
      throw invalid("Authentication credentials not found");
    }
    Instant end = grant.expiresAt();
    if (end != null && !now.isBefore(end)) {
      throw new HubSpotError(
          401,
          "EXPIRED_AUTHENTICATION",
          null,
          "The OAuth token used to make this call expired "
              + Duration.between(end, now).toSeconds()
              + " second(s) ago.",
          List.of(),
          Map.of("expire time", List.of(Times.text(end))));
    }
    return grant;
  }

  static void require(Grant grant, String scope) {
    if (!grant.allows(scope)) {
      throw new HubSpotError(
          403,
          "MISSING_SCOPES",
          null,
          "This app hasn't been granted all required scopes to make this call.",
          List.of(
              new HubSpotError.Detail(
                  "One or more of the following scopes are required.",
                  "MISSING_SCOPES",
                  Map.of("requiredGranularScopes", List.of(scope)))),
          Map.of());
    }
  }

  private static HubSpotError invalid(String message) {
    return HubSpotError.of(401, "INVALID_AUTHENTICATION", message);
  }
}
