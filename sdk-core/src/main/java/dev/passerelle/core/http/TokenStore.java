package dev.passerelle.core.http;

import java.util.function.Supplier;

/**
 * Where the refresh token of one connection is kept by the host: durable, encrypted, shared by all
 * processes that use the connection. Some vendors rotate it at every use and the old one dies.
 *
 * <p>Implementations must be thread-safe and may block; they must not log the token.
 */
public interface TokenStore {
  /** The current refresh token; asked before every refresh. */
  String load();

  /**
   * Keeps a new refresh token. Must be durable when it returns: it is called before the access
   * token that came with it is used for the first time. If it throws, it is called again with the
   * same token before the next use.
   */
  void save(String refreshToken);

  /**
   * Runs a refresh while no other process does. The default serves hosts of one process; others
   * lock a row, so that two nodes do not use up one refresh token. {@link #load} is called inside.
   */
  default <T> T exclusively(Supplier<T> refresh) {
    return refresh.get();
  }
}
