package dev.passerelle.core.state;

import java.time.Instant;

/** What a column holds. Every database keeps each type in a portable form. */
public enum ColumnType {
  /** A {@link String}; bounded, or an unbounded payload that is never part of a key or an index. */
  TEXT(String.class),
  /** A {@link Long}, 64 bits, signed. */
  LONG(Long.class),
  /** A {@link Boolean}. */
  BOOLEAN(Boolean.class),
  /** An {@link Instant} to the microsecond, stored as microseconds since the epoch (no zone). */
  INSTANT(Instant.class);

  private final Class<?> javaType;

  ColumnType(Class<?> javaType) {
    this.javaType = javaType;
  }

  /** Whether a value is of this type. */
  boolean holds(Object value) {
    return switch (this) {
      case TEXT -> value instanceof String;
      case LONG -> value instanceof Long;
      case BOOLEAN -> value instanceof Boolean;
      case INSTANT -> value instanceof Instant;
    };
  }

  /** The Java type of a value of this column type. */
  public Class<?> javaType() {
    return javaType;
  }
}
