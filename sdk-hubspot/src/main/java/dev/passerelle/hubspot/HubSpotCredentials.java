package dev.passerelle.hubspot;

import dev.passerelle.core.http.Credentials;
import dev.passerelle.core.http.TokenStore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Who calls HubSpot (fact sheet §1). Each secret is a supplier, asked again after HubSpot refused
 * it. Never printed.
 */
public final class HubSpotCredentials {
  private final Function<String, Credentials> at;

  private HubSpotCredentials(Function<String, Credentials> at) {
    this.at = at;
  }

  /** A service key, or the token of a private or static-auth app: one account, no expiry. */
  public static HubSpotCredentials token(Supplier<String> token) {
    Credentials bearer = Credentials.bearer(token);
    return new HubSpotCredentials(baseUrl -> bearer);
  }

  /** An OAuth app installed by the account: tokens live 30 minutes and are renewed ahead. */
  public static HubSpotCredentials refreshToken(
      String clientId, Supplier<String> clientSecret, TokenStore tokens) {
    return new HubSpotCredentials(
        baseUrl ->
            Credentials.oauth(tokenUrl(baseUrl), clientId, clientSecret).refreshToken(tokens));
  }

  /** The app's own token, for the few calls that concern no account. */
  public static HubSpotCredentials clientCredentials(
      String clientId, Supplier<String> clientSecret, String scopes) {
    return new HubSpotCredentials(
        baseUrl ->
            Credentials.oauth(tokenUrl(baseUrl), clientId, clientSecret)
                .scope(scopes)
                .clientCredentials());
  }

  Credentials at(String baseUrl) {
    return at.apply(baseUrl);
  }

  private static String tokenUrl(String baseUrl) {
    return baseUrl + "oauth/" + HubSpotApi.VERSION + "/token";
  }
}
