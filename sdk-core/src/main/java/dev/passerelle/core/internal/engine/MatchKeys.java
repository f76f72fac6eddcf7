package dev.passerelle.core.internal.engine;

/** Names of the keys in the match index that every pairing has. Not valid as names of own keys. */
final class MatchKeys {
  /** The reference stored on a record. */
  static final String STORED = "#stored";

  /** The reference that the other side would store for a record. */
  static final String OWN = "#own";

  /** The normal form of the name. */
  static final String LIKE = "#like";

  private MatchKeys() {}
}
