package dev.passerelle.core.internal.engine;

import dev.passerelle.core.internal.ledger.Payload;

/** References within the length that a target can store: shortened by hash, never cut (L20). */
final class References {
  private static final int HASH = 22;

  private References() {}

  static String fit(String reference, int most) {
    if (reference.length() <= most) {
      return reference;
    }
    String hash = Payload.digest(reference);
    if (most >= HASH) {
      return hash;
    }
    // 6 bits a character: 12 characters keep 72 bits, enough for any company's documents.
    if (most < 12) {
      throw new IllegalArgumentException("a reference needs at least 12 characters, not " + most);
    }
    return hash.substring(0, most);
  }
}
