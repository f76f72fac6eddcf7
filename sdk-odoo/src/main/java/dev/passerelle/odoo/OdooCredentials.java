package dev.passerelle.odoo;

import dev.passerelle.core.http.Credentials;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How to get into an Odoo database: a login with an API key (recommended, 14 and later) or a
 * password. The secret is a supplier, asked when first needed and again after it was refused, so
 * that a key can be renewed without a restart (fact sheet §1). Never printed.
 */
public final class OdooCredentials {
  private final String login;
  private final Supplier<String> secret;
  private final boolean key;

  private OdooCredentials(String login, Supplier<String> secret, boolean key) {
    this.login = Objects.requireNonNull(login, "login");
    this.secret = Objects.requireNonNull(secret, "secret");
    this.key = key;
  }

  /** A user's login and an API key of that user. */
  public static OdooCredentials apiKey(String login, Supplier<String> key) {
    return new OdooCredentials(login, key, true);
  }

  /** A user's login and password; not for users with two factors, and slower in each call. */
  public static OdooCredentials password(String login, Supplier<String> password) {
    return new OdooCredentials(login, password, false);
  }

  String login() {
    return login;
  }

  boolean isKey() {
    return key;
  }

  String secret() {
    return secret.get();
  }

  Credentials bearer() {
    return Credentials.bearer(secret);
  }

  @Override
  public String toString() {
    return key ? "OdooCredentials[API key]" : "OdooCredentials[password]";
  }
}
