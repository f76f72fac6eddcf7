package dev.passerelle.simulators.hubspot;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * OAuth of the simulated account (fact sheet §1): applications, consents and tokens. Access tokens
 * end after 30 minutes by the clock. Safe for use by several threads.
 */
public final class HubSpotOAuth {
  static final Duration LIFE = Duration.ofMinutes(30);

  /** What a person agreed to. */
  record Consent(String clientId, Set<String> scopes) {}

  private final Map<String, OAuthApp> apps = new ConcurrentHashMap<>();
  private final Map<String, Consent> codes = new ConcurrentHashMap<>();
  private final Map<String, Consent> refreshTokens = new ConcurrentHashMap<>();
  private final AtomicInteger issued = new AtomicInteger();
  private final AtomicInteger refreshes = new AtomicInteger();
  private final Clock clock;
  private final AccessControl access;

  HubSpotOAuth(Clock clock, AccessControl access) {
    this.clock = clock;
    this.access = access;
  }

  /** Registers an application. */
  public void app(String clientId, String clientSecret, String redirectUri) {
    apps.put(clientId, new OAuthApp(clientId, clientSecret, redirectUri));
  }

  /** A person agrees; the code can be changed into tokens once. {@code *} grants all scopes. */
  public String authorize(String clientId, String... scopes) {
    String code = "code-" + issued.incrementAndGet();
    codes.put(code, new Consent(clientId, Set.of(scopes)));
    return code;
  }

  /** A refresh token as a person's consent of long ago left it. */
  public String refreshToken(String clientId, String... scopes) {
    return issueRefresh(new Consent(clientId, Set.of(scopes)));
  }

  /** The person removes the application: its refresh token is refused from now on. */
  public void revoke(String refreshToken) {
    refreshTokens.remove(refreshToken);
  }

  /** Ends every access token at once. */
  public void expireAccessTokens() {
    access.expireAll(clock.instant());
  }

  /** How many access tokens were given for refresh tokens. */
  public int refreshes() {
    return refreshes.get();
  }

  Optional<OAuthApp> app(@Nullable String clientId, @Nullable String clientSecret) {
    return Optional.ofNullable(clientId)
        .map(apps::get)
        .filter(app -> app.clientSecret().equals(clientSecret));
  }

  Optional<Consent> redeem(String code, OAuthApp app) {
    return Optional.ofNullable(codes.remove(code))
        .filter(consent -> consent.clientId().equals(app.clientId()));
  }

  Optional<Consent> refresh(String refreshToken, OAuthApp app) {
    Optional<Consent> consent =
        Optional.ofNullable(refreshTokens.get(refreshToken))
            .filter(each -> each.clientId().equals(app.clientId()));
    consent.ifPresent(each -> refreshes.incrementAndGet());
    return consent;
  }

  boolean knows(String refreshToken) {
    return refreshTokens.containsKey(refreshToken);
  }

  String issueAccess(Consent consent) {
    String token = "access-" + issued.incrementAndGet();
    access.put(token, new Grant(consent.clientId(), consent.scopes(), clock.instant().plus(LIFE)));
    return token;
  }

  String issueRefresh(Consent consent) {
    String token = "refresh-" + issued.incrementAndGet();
    refreshTokens.put(token, consent);
    return token;
  }
}
