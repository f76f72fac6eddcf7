package dev.passerelle.core.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The few value types of a store, brought to the one form that every database gives back. */
final class Values {

  private static final long MICROS = 1_000_000L;

  private Values() {}

  static Object normal(Object value) {
    if (value instanceof String text) {
      return storable(text);
    }
    if (value instanceof Long || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof Instant instant) {
      long micros = toMicros(instant);
      return instant.getNano() % 1_000 == 0 ? instant : ofMicros(micros);
    }
    throw new IllegalArgumentException(
        "a store holds String, Long, Boolean and Instant, not " + value.getClass().getName());
  }

  static @Nullable Object normalOrNull(@Nullable Object value) {
    return value == null ? null : normal(value);
  }

  static long toMicros(Instant instant) {
    try {
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / 1_000);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("instant is beyond the range of microseconds", e);
    }
  }

  static Instant ofMicros(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
  }

  /** PostgreSQL refuses U+0000 and unpaired surrogates; refused here, every store is alike. */
  private static String storable(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new IllegalArgumentException("text contains U+0000 at " + i);
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new IllegalArgumentException("text contains an unpaired surrogate at " + i);
        }
        i++;
      }
    }
    return text;
  }

  /** Compares two values of one column; a null comes before every value. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  static int compare(@Nullable Object a, @Nullable Object b) {
    if (a == b) {
      return 0;
    }
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    return ((Comparable) a).compareTo(b);
  }
}
