package dev.passerelle.core.adapter;

import java.util.Objects;

/**
 * An adapter's opaque bookmark, at most 2,000 characters. Only the adapter that made it understands
 * it; the engine saves it by compare-and-set.
 *
 * @param value the adapter's own text
 */
public record Position(String value) {
  /** The beginning of a list. */
  public static final Position START = new Position("");

  /** Refuses an overlong text. */
  public Position {
    Objects.requireNonNull(value, "value");
    if (value.length() > 2000) {
      throw new IllegalArgumentException("a position has at most 2000 characters");
    }
  }

  /** Whether this is the beginning. */
  public boolean isStart() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return isStart() ? "start" : value;
  }
}
