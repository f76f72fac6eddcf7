package dev.passerelle.salesforce;

import dev.passerelle.core.http.Credentials;
import dev.passerelle.core.http.TokenStore;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Who calls Salesforce (fact sheet §1). Each secret is a supplier, asked again after Salesforce
 * refused it. Tokens have no known end: they are renewed when Salesforce refuses one, once for all
 * threads. Never printed.
 */
public final class SalesforceCredentials {
  /** Salesforce takes assertions that end within three minutes (§1). */
  private static final Duration ASSERTION = Duration.ofMinutes(2);

  private final Function<String, Credentials> at;

  private SalesforceCredentials(Function<String, Credentials> at) {
    this.at = at;
  }

  /** An app that runs as the user configured in it: the usual way. */
  public static SalesforceCredentials clientCredentials(
      String consumerKey, Supplier<String> consumerSecret) {
    return new SalesforceCredentials(
        url ->
            Credentials.oauth(tokenUrl(url), consumerKey, consumerSecret)
                .clientByBasic()
                .clientCredentials());
  }

  /**
   * An app with a certificate, for a user that it is allowed to speak for. The audience is the
   * log-in address of production or of sandboxes, as the org's own address tells.
   *
   * @param privateKey RSA key in PKCS#8 PEM form
   */
  public static SalesforceCredentials jwtBearer(
      String consumerKey, String username, Supplier<String> privateKey) {
    return new SalesforceCredentials(
        url -> jwt(url, consumerKey, username, privateKey, audience(url)));
  }

  /** As above, for an audience of another name. */
  public static SalesforceCredentials jwtBearer(
      String consumerKey, String username, Supplier<String> privateKey, String audience) {
    return new SalesforceCredentials(url -> jwt(url, consumerKey, username, privateKey, audience));
  }

  /** A user's consent; a rotated refresh token is saved before its access token is used. */
  public static SalesforceCredentials refreshToken(
      String consumerKey, Supplier<String> consumerSecret, TokenStore tokens) {
    return new SalesforceCredentials(
        url -> Credentials.oauth(tokenUrl(url), consumerKey, consumerSecret).refreshToken(tokens));
  }

  /** An access token that the host keeps fresh. */
  public static SalesforceCredentials token(Supplier<String> token) {
    Credentials bearer = Credentials.bearer(token);
    return new SalesforceCredentials(url -> bearer);
  }

  Credentials at(String url) {
    return at.apply(url);
  }

  private static Credentials jwt(
      String url,
      String consumerKey,
      String username,
      Supplier<String> privateKey,
      String audience) {
    return Credentials.oauth(tokenUrl(url))
        .jwtBearer(
            Credentials.Jwt.rs256("", privateKey)
                .claim("iss", consumerKey)
                .claim("sub", username)
                .claim("aud", audience)
                .validity(ASSERTION));
  }

  private static String audience(String url) {
    return url.contains(".sandbox.")
        ? "https://test.salesforce.com"
        : "https://login.salesforce.com";
  }

  private static String tokenUrl(String url) {
    return url + "services/oauth2/token";
  }
}
