package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The token endpoints, dated and legacy (fact sheet §1). */
final class OAuthEndpoints {
  private final Portal portal;
  private final HubSpotOAuth oauth;
  private final AccessControl access;
  private final Api api;

  OAuthEndpoints(Portal portal, HubSpotOAuth oauth, AccessControl access, Api api) {
    this.portal = portal;
    this.oauth = oauth;
    this.access = access;
    this.api = api;
  }

  void addRoutes() {
    api.open("POST", "/oauth/{version}/token", (call, grant) -> token(call));
    api.open("POST", "/oauth/{version}/token/introspect", (call, grant) -> introspect(call));
    api.open("POST", "/oauth/{version}/token/revoke", (call, grant) -> revoke(call));
    api.open("GET", "/oauth/{version}/access-tokens/{token}", (call, grant) -> details(call));
  }

  private HttpAnswer token(HttpCall call) {
    Map<String, String> form = form(call);
    Optional<OAuthApp> app = oauth.app(form.get("client_id"), form.get("client_secret"));
    if (app.isEmpty()) {
      return refused(call, "BAD_CLIENT_ID", "invalid_client", "missing or unknown client id");
    }
    return switch (form.getOrDefault("grant_type", "")) {
      case "authorization_code" -> redeem(call, app.get(), form);
      case "refresh_token" -> refresh(call, app.get(), form.getOrDefault("refresh_token", ""));
      case "client_credentials" -> appToken(call, app.get(), form);
      default ->
          refused(
              call, "BAD_GRANT_TYPE", "unsupported_grant_type", "missing or unknown grant type");
    };
  }

  private HttpAnswer redeem(HttpCall call, OAuthApp app, Map<String, String> form) {
    boolean sameUri = app.redirectUri().equals(form.get("redirect_uri"));
    return oauth
        .redeem(form.getOrDefault("code", ""), app)
        .filter(consent -> sameUri)
        .map(consent -> granted(call, consent, oauth.issueRefresh(consent)))
        .orElseGet(
            () -> refused(call, "BAD_AUTH_CODE", "invalid_grant", "missing or unknown auth code"));
  }

  private HttpAnswer refresh(HttpCall call, OAuthApp app, String token) {
    return oauth
        .refresh(token, app)
        .map(consent -> granted(call, consent, token))
        .orElseGet(
            () ->
                refused(
                    call,
                    "BAD_REFRESH_TOKEN",
                    "invalid_grant",
                    "missing or invalid refresh token"));
  }

  private HttpAnswer appToken(HttpCall call, OAuthApp app, Map<String, String> form) {
    String scopes = form.getOrDefault("scope", "").trim();
    HubSpotOAuth.Consent consent =
        new HubSpotOAuth.Consent(
            app.clientId(),
            scopes.isEmpty() ? new TreeSet<>() : new TreeSet<>(List.of(scopes.split(" "))));
    return granted(call, consent, null);
  }

  private HttpAnswer granted(
      HttpCall call, HubSpotOAuth.Consent consent, @Nullable String refreshToken) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("access_token", oauth.issueAccess(consent));
    if (refreshToken != null) {
      body.put("refresh_token", refreshToken);
    }
    body.put("expires_in", HubSpotOAuth.LIFE.toSeconds());
    body.put("token_type", "bearer");
    if (!legacy(call)) {
      body.put("token_use", "access_token");
      body.put("hub_id", portal.directory.account().portalId());
      body.put("user_id", 1);
      body.put("scopes", new TreeSet<>(consent.scopes()));
    }
    return HttpAnswer.json(200, body);
  }

  private HttpAnswer refused(HttpCall call, String status, String error, String message) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", status);
    body.put("message", message);
    body.put("correlationId", api.correlationId());
    if (!legacy(call)) {
      body.put("category", "VALIDATION_ERROR");
      body.put("error", error);
      body.put("error_description", message);
    }
    return HttpAnswer.json(400, body);
  }

  private HttpAnswer introspect(HttpCall call) {
    String token = form(call).getOrDefault("token", "");
    boolean active =
        oauth.knows(token)
            || access
                .find(token)
                .map(grant -> grant.expiresAt() == null || portal.now().isBefore(grant.expiresAt()))
                .orElse(false);
    return HttpAnswer.json(200, Map.of("active", active));
  }

  private HttpAnswer revoke(HttpCall call) {
    String token = form(call).getOrDefault("token", "");
    oauth.revoke(token);
    access.remove(token);
    return HttpAnswer.empty(204);
  }

  private HttpAnswer details(HttpCall call) {
    Grant grant = access.find(call.param("token")).orElseThrow(HubSpotError::resourceNotFound);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("token", call.param("token"));
    body.put("hub_id", portal.directory.account().portalId());
    body.put("scopes", new TreeSet<>(grant.scopes()));
    body.put("token_type", "access");
    if (grant.expiresAt() != null) {
      body.put("expires_in", grant.expiresAt().getEpochSecond() - portal.now().getEpochSecond());
    }
    return HttpAnswer.json(200, body);
  }

  private static boolean legacy(HttpCall call) {
    return call.param("version").equals("v1");
  }

  private static Map<String, String> form(HttpCall call) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : call.body().split("&")) {
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
