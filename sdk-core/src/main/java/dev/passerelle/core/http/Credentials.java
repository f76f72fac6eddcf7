package dev.passerelle.core.http;

import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.error.TransientFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * How a connector proves who it is. Each secret is a supplier, asked at the first use and again
 * after the remote refused it. Tokens are renewed ahead of their end, and by one thread for all
 * (F2); what the remote refused for good is not tried again with the same secrets.
 *
 * <p>One object per connection, shared by everything that uses the connection. Thread-safe. Never
 * printed.
 */
public final class Credentials {
  /** A refused client may be let in again with the same secret, a dead grant never. */
  private static final Duration REFUSED_FOR = Duration.ofMinutes(1);

  private record Refused(List<String> secrets, AuthenticationFailed failure, Instant until) {}

  private final @Nullable AuthSource source;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Authorization held;
  private @Nullable Refused refused;

  private Credentials(@Nullable AuthSource source) {
    this.source = source;
  }

  /** Nothing is sent. */
  public static Credentials none() {
    return new Credentials(null);
  }

  /** {@code Authorization: Bearer …} with a token that the host keeps. */
  public static Credentials bearer(Supplier<String> token) {
    return new Credentials(
        new SecretSource("Authorization", "token", token, secret -> "Bearer " + secret));
  }

  /** A key in a header of the vendor's own, {@code x-api-token}. */
  public static Credentials header(String name, Supplier<String> key) {
    return new Credentials(new SecretSource(name, name, key, secret -> secret));
  }

  /** {@code Authorization: Basic …} in UTF-8. */
  public static Credentials basic(String user, Supplier<String> password) {
    return new Credentials(
        new SecretSource(
            "Authorization",
            "password",
            password,
            secret ->
                okhttp3.Credentials.basic(user, secret, java.nio.charset.StandardCharsets.UTF_8)));
  }

  /** A token that this side signs and sends as it is: {@code Authorization: Bearer <jwt>}. */
  public static Credentials signed(Jwt jwt) {
    return new Credentials(new JwtSource(jwt));
  }

  /** A session opened by the vendor's own log-in call, closed with the {@link ServiceFactory}. */
  public static Credentials session(Login login) {
    return new Credentials(new SessionSource(login));
  }

  /** Starts OAuth 2; end with one of its grants. The address must be https, or loopback. */
  public static OAuth oauth(String tokenUrl, String clientId, Supplier<String> clientSecret) {
    return new OAuth(Addresses.secure("token address", tokenUrl), clientId, clientSecret);
  }

  /**
   * Starts OAuth 2 for a client without a secret, whose assertion names and proves it (RFC 7523);
   * end with {@link OAuth#jwtBearer}. The address must be https, or loopback.
   */
  public static OAuth oauth(String tokenUrl) {
    return new OAuth(Addresses.secure("token address", tokenUrl), "", null);
  }

  /** What to send now; empty where nothing is to be sent. */
  Optional<Authorization> current(AuthSource.Context context) throws InterruptedException {
    if (source == null) {
      return Optional.empty();
    }
    Authorization now = held;
    return Optional.of(
        now != null && !now.toBeRenewed(context.clock()) ? now : replaced(source, now, context));
  }

  /** Something newer than what the remote refused; empty where there is none to be had. */
  Optional<Authorization> renewed(Authorization rejected, AuthSource.Context context)
      throws InterruptedException {
    if (source == null) {
      return Optional.empty();
    }
    Authorization now = held;
    Authorization fresh = now == rejected ? obtainOnce(source, now, context) : now;
    return Optional.ofNullable(fresh).filter(other -> !other.sameAs(rejected));
  }

  void end(AuthSource.Context context) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Authorization now = held;
      held = null;
      if (source != null && now != null) {
        source.end(context, now);
      }
    } finally {
      lock.unlock();
    }
  }

  private Authorization replaced(
      AuthSource from, @Nullable Authorization seen, AuthSource.Context context)
      throws InterruptedException {
    try {
      return obtainOnce(from, seen, context);
    } catch (TransientFailure | SystemUnavailable | Throttled e) {
      // Renewing ahead of time has failed, but what we hold still opens the door.
      if (seen != null && !seen.expired(context.clock())) {
        return seen;
      }
      throw e;
    }
  }

  private Authorization obtainOnce(
      AuthSource from, @Nullable Authorization seen, AuthSource.Context context)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Authorization now = held;
      if (now != null && now != seen) {
        return now;
      }
      Authorization fresh = obtain(from, context);
      held = fresh;
      return fresh;
    } finally {
      lock.unlock();
    }
  }

  private Authorization obtain(AuthSource from, AuthSource.Context context)
      throws InterruptedException {
    List<String> secrets = from.secrets();
    Refused before = refused;
    if (before != null
        && before.secrets().equals(secrets)
        && context.clock().instant().isBefore(before.until())) {
      throw new AuthenticationFailed(before.failure().detail());
    }
    try {
      return from.obtain(context);
    } catch (AuthenticationFailed e) {
      refused = new Refused(secrets, e, refusedUntil(e, context.clock()));
      throw e;
    }
  }

  private static Instant refusedUntil(PasserelleException e, Clock clock) {
    return e.code() == dev.passerelle.core.error.ErrorCode.CONSENT_LOST
        ? Instant.MAX
        : clock.instant().plus(REFUSED_FOR);
  }

  /** A vendor's log-in call. Must be thread-safe and use the client that it is given. */
  public interface Login {
    /**
     * Logs in.
     *
     * @param client without credentials, with the time-outs of the service
     * @return headers to send with every request, {@code Cookie} for example
     * @throws AuthenticationFailed where the remote refuses
     * @throws IOException where it does not answer
     */
    Map<String, String> open(OkHttpClient client) throws IOException;

    /** Logs out; the default does nothing. */
    default void close(OkHttpClient client, Map<String, String> session) throws IOException {}
  }

  /** OAuth 2 at one token endpoint. Not thread-safe; the grants give what is. */
  public static final class OAuth {
    final HttpUrl tokenUrl;
    final String clientId;
    final @Nullable Supplier<String> clientSecret;
    final Map<String, String> parameters = new LinkedHashMap<>();
    boolean basic;
    String scheme = "Bearer";
    @Nullable TokenStore store;
    @Nullable Jwt jwt;

    private OAuth(HttpUrl tokenUrl, String clientId, @Nullable Supplier<String> clientSecret) {
      this.tokenUrl = tokenUrl;
      this.clientId = clientId;
      this.clientSecret = clientSecret;
    }

    /** Scopes to ask for, separated by blanks. */
    public OAuth scope(String scopes) {
      return parameter("scope", scopes);
    }

    /** A further form field of the token request. */
    public OAuth parameter(String name, String value) {
      parameters.put(name, value);
      return this;
    }

    /** Sends client id and secret as HTTP Basic instead of form fields. */
    public OAuth clientByBasic() {
      basic = true;
      return this;
    }

    /** The word before the token in the Authorization header; default {@code Bearer}. */
    public OAuth scheme(String word) {
      scheme = word;
      return this;
    }

    /** The client's own rights: no user, no refresh token. */
    public Credentials clientCredentials() {
      return new Credentials(new OAuthSource(this));
    }

    /** A user's consent; a rotated token is saved before it is used. */
    public Credentials refreshToken(TokenStore tokens) {
      store = tokens;
      return new Credentials(new OAuthSource(this));
    }

    /** A signed assertion (RFC 7523). */
    public Credentials jwtBearer(Jwt assertion) {
      jwt = assertion;
      return new Credentials(new OAuthSource(this));
    }
  }

  /** A JSON web token that this side signs with RS256. Not thread-safe until it is handed over. */
  public static final class Jwt {
    private static final Duration BACKDATED = Duration.ofSeconds(10);

    private final String keyName;
    private final Supplier<String> privateKey;
    private final Map<String, Object> claims = new LinkedHashMap<>();
    private Duration validity = Duration.ofMinutes(5);

    private Jwt(String keyName, Supplier<String> privateKey) {
      this.keyName = keyName;
      this.privateKey = privateKey;
    }

    /**
     * Starts a token.
     *
     * @param keyName the {@code kid} header; empty where the remote wants none
     * @param privateKey an RSA key in PKCS#8 PEM form
     */
    public static Jwt rs256(String keyName, Supplier<String> privateKey) {
      return new Jwt(keyName, privateKey);
    }

    /** Any claim but {@code iat} and {@code exp}: text, number, boolean, list or map. */
    public Jwt claim(String name, Object value) {
      claims.put(name, value);
      return this;
    }

    /** How long a token is valid, positive; default 5 minutes. */
    public Jwt validity(Duration length) {
      validity = length;
      return this;
    }

    Duration validity() {
      return validity;
    }

    List<String> secrets() {
      return new ArrayList<>(List.of(AuthSource.ask("private key", privateKey)));
    }

    String sign(Clock clock) {
      Instant now = clock.instant();
      Map<String, Object> all = new LinkedHashMap<>(claims);
      // Remotes whose clock is a little behind refuse a token from the future.
      all.put("iat", now.minus(BACKDATED).getEpochSecond());
      all.put("exp", now.plus(validity).getEpochSecond());
      Map<String, Object> header = new LinkedHashMap<>(Map.of("alg", "RS256", "typ", "JWT"));
      if (!keyName.isEmpty()) {
        header.put("kid", keyName);
      }
      return JwtSigner.sign(header, all, AuthSource.ask("private key", privateKey));
    }
  }
}
