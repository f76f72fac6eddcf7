package dev.passerelle.simulators.salesforce;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Json;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The token endpoint: client credentials, signed assertions, refresh with rotation. */
final class OAuthEndpoint {
  private static final long LONGEST_ASSERTION = 180;

  /** An app with its secret and its certificate. */
  record App(String secret, @Nullable PublicKey certificate) {}

  private final Org org;
  private final Map<String, App> apps = new HashMap<>();
  private final Set<String> tokens = new HashSet<>();
  private String refreshToken = "5Aep0001";
  private String baseUrl = "";
  private long issued;

  OAuthEndpoint(Org org) {
    this.org = org;
  }

  void at(String url) {
    baseUrl = url;
  }

  void app(String key, App app) {
    apps.put(key, app);
  }

  String refreshToken() {
    return refreshToken;
  }

  long issued() {
    return issued;
  }

  void expire() {
    tokens.clear();
  }

  boolean accepts(HttpCall call) {
    String header = call.header("Authorization").orElse("");
    return header.startsWith("Bearer ") && tokens.contains(header.substring(7));
  }

  /** Ends a session; the token stands in the query or in the form. */
  HttpAnswer revoke(HttpCall call) {
    tokens.remove(call.query("token").orElseGet(() -> form(call.body()).getOrDefault("token", "")));
    return HttpAnswer.empty(200);
  }

  HttpAnswer token(HttpCall call) {
    Map<String, String> form = form(call.body());
    String kind = form.getOrDefault("grant_type", "");
    String error =
        switch (kind) {
          case "client_credentials" -> client(call, form);
          case "urn:ietf:params:oauth:grant-type:jwt-bearer" ->
              assertion(form.getOrDefault("assertion", ""));
          case "refresh_token" -> refresh(call, form);
          default -> "unsupported_grant_type";
        };
    if (!error.isEmpty()) {
      return HttpAnswer.json(400, Map.of("error", error, "error_description", error));
    }
    return HttpAnswer.json(200, issue(kind.equals("refresh_token")));
  }

  private Map<String, Object> issue(boolean rotate) {
    issued++;
    String token = "00D5g!AQ0" + issued;
    tokens.add(token);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("access_token", token);
    json.put("instance_url", baseUrl);
    json.put("id", baseUrl + "/id/" + org.organizationId + "/" + org.userId);
    json.put("token_type", "Bearer");
    json.put("issued_at", Long.toString(org.clock.millis()));
    json.put("scope", "api refresh_token");
    if (rotate) {
      refreshToken = "5Aep000" + issued;
      json.put("refresh_token", refreshToken);
    }
    return json;
  }

  private String client(HttpCall call, Map<String, String> form) {
    String key = form.getOrDefault("client_id", "");
    String secret = form.getOrDefault("client_secret", "");
    String header = call.header("Authorization").orElse("");
    if (header.startsWith("Basic ")) {
      String pair =
          new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
      key = pair.substring(0, pair.indexOf(':'));
      secret = pair.substring(pair.indexOf(':') + 1);
    }
    App app = apps.get(key);
    return app == null ? "invalid_client_id" : app.secret().equals(secret) ? "" : "invalid_client";
  }

  private String refresh(HttpCall call, Map<String, String> form) {
    String error = client(call, form);
    boolean known = refreshToken.equals(form.get("refresh_token"));
    return !error.isEmpty() ? error : known ? "" : "invalid_grant";
  }

  private String assertion(String jwt) {
    String[] parts = jwt.split("\\.");
    if (parts.length != 3) {
      return "invalid_grant";
    }
    Map<String, @Nullable Object> claims =
        Json.object(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
    App app = apps.get(String.valueOf(claims.get("iss")));
    long now = org.clock.instant().getEpochSecond();
    long end = new BigDecimal(String.valueOf(claims.get("exp"))).longValue();
    boolean timely = end > now && end <= now + LONGEST_ASSERTION;
    boolean audience = "https://login.salesforce.com".equals(claims.get("aud"));
    boolean user = "integration@negoce.example".equals(claims.get("sub"));
    return app != null && timely && audience && user && signed(app, parts) ? "" : "invalid_grant";
  }

  private static boolean signed(App app, String[] parts) {
    PublicKey key = app.certificate();
    if (key == null) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key);
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
