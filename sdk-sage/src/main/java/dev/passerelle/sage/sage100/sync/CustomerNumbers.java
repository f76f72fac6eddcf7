package dev.passerelle.sage.sage100.sync;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The number of a new customer when none is given: accents taken off, upper case, letters and
 * digits of the name, the first ten; while taken, the end is replaced by two digits.
 */
final class CustomerNumbers {
  private static final int LENGTH = 10;

  private CustomerNumbers() {}

  /** A free number; empty when the name has no letter or all hundred are taken. */
  static Optional<String> of(String name, Predicate<String> taken) {
    String stem = stem(name);
    if (stem.isEmpty()) {
      return Optional.empty();
    }
    if (!taken.test(stem)) {
      return Optional.of(stem);
    }
    String start = stem.substring(0, Math.min(stem.length(), LENGTH - 2));
    for (int i = 1; i <= 99; i++) {
      String number = start + "%02d".formatted(i);
      if (!taken.test(number)) {
        return Optional.of(number);
      }
    }
    return Optional.empty();
  }

  private static String stem(String name) {
    String plain =
        Normalizer.normalize(name.replace("Œ", "OE").replace("œ", "oe"), Normalizer.Form.NFD)
            .toUpperCase(Locale.ROOT)
            .replaceAll("[^A-Z0-9]", "");
    return plain.substring(0, Math.min(plain.length(), LENGTH));
  }
}
