package dev.passerelle.simulators.odoo;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** The integration's user with its password and key. Thread-safe. */
final class Users {
  static final long UID = 2;

  private final String login;
  private final String password;
  private final AtomicReference<String> key;
  private final AtomicLong logins = new AtomicLong();

  Users(String login, String password, String key) {
    this.login = login;
    this.password = password;
    this.key = new AtomicReference<>(key);
  }

  void countLogin() {
    logins.incrementAndGet();
  }

  long logins() {
    return logins.get();
  }

  String login() {
    return login;
  }

  String key() {
    return String.valueOf(key.get());
  }

  /** From now on only the new key opens. */
  void replaceKey(String other) {
    key.set(other);
  }

  boolean isKey(String secret) {
    return secret.equals(key.get());
  }

  /** A key serves in place of the password (fact sheet §1). */
  boolean opens(String secret) {
    return secret.equals(password) || isKey(secret);
  }
}
