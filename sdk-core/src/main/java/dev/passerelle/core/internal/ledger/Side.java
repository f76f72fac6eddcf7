package dev.passerelle.core.internal.ledger;

/** One of the two sides of a pairing. */
public enum Side {
  LEFT,
  RIGHT;

  /** The other one. */
  public Side other() {
    return this == LEFT ? RIGHT : LEFT;
  }
}
