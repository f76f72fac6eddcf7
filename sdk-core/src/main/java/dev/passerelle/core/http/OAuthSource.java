package dev.passerelle.core.http;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.TransientFailure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.FormBody;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** A token endpoint (RFC 6749, RFC 7523) and the grant that is used there. */
final class OAuthSource implements AuthSource {
  private static final Set<String> DEAD_GRANTS =
      Set.of("invalid_grant", "bad_refresh_token", "invalid_refresh_token");
  private static final Duration TOLERATED_SKEW = Duration.ofSeconds(60);

  /** A rotated refresh token that the host's store did not take yet; it must not get lost. */
  private record Unsaved(String refreshToken, Authorization authorization) {}

  private final Credentials.OAuth settings;
  private @Nullable Unsaved unsaved;

  OAuthSource(Credentials.OAuth settings) {
    this.settings = settings;
  }

  @Override
  public Authorization obtain(Context context) throws InterruptedException {
    TokenStore store = settings.store;
    if (store == null) {
      return call(context, grant(context, null)).authorization();
    }
    try {
      return store.exclusively(() -> refresh(context, store));
    } catch (InterruptedInside e) {
      throw e.original();
    }
  }

  @Override
  public List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    if (settings.clientSecret != null) {
      secrets.add(AuthSource.ask("client secret", settings.clientSecret));
    }
    if (settings.store != null) {
      secrets.add(AuthSource.ask("refresh token", settings.store::load));
    }
    if (settings.jwt != null) {
      secrets.addAll(settings.jwt.secrets());
    }
    return secrets;
  }

  private Authorization refresh(Context context, TokenStore store) {
    Unsaved pending = unsaved;
    if (pending != null) {
      save(context, store, pending);
      if (!pending.authorization().toBeRenewed(context.clock())) {
        return pending.authorization();
      }
    }
    String current = AuthSource.ask("refresh token", store::load);
    Tokens tokens;
    try {
      tokens = call(context, grant(context, current));
    } catch (InterruptedException e) {
      throw new InterruptedInside(e);
    }
    String next = tokens.refreshToken();
    if (next != null && !next.equals(current)) {
      save(context, store, new Unsaved(next, tokens.authorization()));
    }
    return tokens.authorization();
  }

  private void save(Context context, TokenStore store, Unsaved tokens) {
    unsaved = tokens;
    try {
      store.save(tokens.refreshToken());
    } catch (RuntimeException e) {
      // The host's exception may hold the token: only its kind is passed on.
      throw new TransientFailure(
          ErrorDetail.of(ErrorCode.TOKEN_STORE_FAILED)
              .system(context.system())
              .cause(e.getClass().getSimpleName())
              .build());
    }
    unsaved = null;
  }

  private Map<String, String> grant(Context context, @Nullable String refreshToken) {
    Map<String, String> form = new LinkedHashMap<>();
    if (refreshToken != null) {
      form.put("grant_type", "refresh_token");
      form.put("refresh_token", refreshToken);
    } else if (settings.jwt != null) {
      form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
      form.put("assertion", settings.jwt.sign(context.clock()));
    } else {
      form.put("grant_type", "client_credentials");
    }
    form.putAll(settings.parameters);
    return form;
  }

  private Tokens call(Context context, Map<String, String> form) throws InterruptedException {
    Outgoing request =
        new Outgoing(context.system(), "POST (token)", CallKind.READ, "", Lane.INTERACTIVE);
    Wire.Sending sending = new Wire.Sending();
    try {
      RemoteAnswer answer = context.wire().send(request(form), sending).toRemoteAnswer(request);
      return tokens(context, answer);
    } catch (IOException e) {
      throw failures(context).of(request, sending, e);
    }
  }

  private Request request(Map<String, String> form) {
    FormBody.Builder body = new FormBody.Builder(StandardCharsets.UTF_8);
    form.forEach(body::add);
    Request.Builder request =
        new Request.Builder().url(settings.tokenUrl).header("Accept", "application/json");
    if (settings.clientSecret != null) {
      client(request, body, AuthSource.ask("client secret", settings.clientSecret));
    }
    return request.post(body.build()).build();
  }

  private void client(Request.Builder request, FormBody.Builder body, String secret) {
    if (settings.basic) {
      request.header("Authorization", okhttp3.Credentials.basic(settings.clientId, secret));
    } else {
      body.add("client_id", settings.clientId).add("client_secret", secret);
    }
  }

  private Tokens tokens(Context context, RemoteAnswer answer) {
    String error = answer.json().at("error").text().orElse("");
    String code = error.isEmpty() ? answer.json().at("status").text().orElse("") : error;
    Optional<String> access = answer.json().at("access_token").text();
    if (answer.status() < 300 && error.isEmpty() && access.isPresent()) {
      return new Tokens(
          authorization(context, answer, access.get()),
          answer.json().at("refresh_token").text().orElse(null));
    }
    throw refused(context, answer, code);
  }

  private Authorization authorization(Context context, RemoteAnswer answer, String token) {
    Map<String, String> headers = Map.of("Authorization", settings.scheme + " " + token);
    Instant now = context.clock().instant();
    return answer
        .json()
        .at("expires_in")
        .number()
        .filter(seconds -> seconds.signum() > 0 && seconds.precision() - seconds.scale() < 10)
        .map(BigDecimal::longValue)
        .map(seconds -> Authorization.expiring(headers, now, Duration.ofSeconds(seconds)))
        .orElseGet(() -> Authorization.lasting(headers));
  }

  private PasserelleException refused(Context context, RemoteAnswer answer, String code) {
    boolean spoken = code.matches("[A-Za-z_]{1,40}");
    if (DEAD_GRANTS.contains(code.toLowerCase(java.util.Locale.ROOT))) {
      return deadGrant(context, answer, code);
    }
    if (code.equals("invalid_scope")) {
      String scope = settings.parameters.getOrDefault("scope", "");
      return new AccessDenied(answer.detail(ErrorCode.SCOPE_MISSING).build(), scope);
    }
    if (spoken && answer.status() >= 400 && answer.status() < 500 && answer.status() != 429) {
      return new AuthenticationFailed(
          answer.detail(ErrorCode.CREDENTIALS_REFUSED).cause(code).build());
    }
    return failures(context)
        .of(answer)
        .orElseGet(
            () -> new SystemUnavailable(answer.detail(ErrorCode.RESPONSE_UNREADABLE).build()));
  }

  private PasserelleException deadGrant(Context context, RemoteAnswer answer, String code) {
    if (settings.store != null) {
      return new AuthenticationFailed(answer.detail(ErrorCode.CONSENT_LOST).cause(code).build());
    }
    Duration skew =
        answer
            .serverTime()
            .map(server -> Duration.between(server, context.clock().instant()).abs())
            .orElse(Duration.ZERO);
    // A signed assertion is refused with the same word for a wrong key and for a wrong clock.
    return settings.jwt != null && skew.compareTo(TOLERATED_SKEW) > 0
        ? new AuthenticationFailed(
            answer.detail(ErrorCode.CLOCK_SKEW).figure("seconds", skew.toSeconds()).build())
        : new AuthenticationFailed(
            answer.detail(ErrorCode.CREDENTIALS_REFUSED).cause(code).build());
  }

  private static Failures failures(Context context) {
    return new Failures(answer -> Optional.empty(), context.maxBody());
  }

  private record Tokens(Authorization authorization, @Nullable String refreshToken) {}

  /** Carries an interruption through the host's lock. */
  private static final class InterruptedInside extends RuntimeException {
    private final transient InterruptedException original;

    InterruptedInside(InterruptedException original) {
      super(original);
      this.original = original;
    }

    InterruptedException original() {
      return original;
    }
  }
}
