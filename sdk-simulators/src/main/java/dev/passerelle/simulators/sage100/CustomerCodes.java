package dev.passerelle.simulators.sage100;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers of customers (CT_Num): Sage's rule for them, and how the agent makes one. */
final class CustomerCodes {
  private static final Pattern VALID = Pattern.compile("[A-Z0-9]{1,17}");
  private static final int STEM = 10;

  private CustomerCodes() {}

  static boolean isValid(String code) {
    return VALID.matcher(code).matches();
  }

  /** A free number made of the title; empty if the title has no letter or digit of its own. */
  static Optional<String> make(SageSession session, String title) {
    String stem = stem(title);
    if (stem.isEmpty()) {
      return Optional.empty();
    }
    String candidate = stem;
    for (int i = 1; isTaken(session, candidate) && i <= 99; i++) {
      candidate = stem.substring(0, Math.min(stem.length(), STEM - 2)) + "%02d".formatted(i);
    }
    return isTaken(session, candidate) ? Optional.empty() : Optional.of(candidate);
  }

  static boolean isTaken(SageSession session, String code) {
    return session.row("F_COMPTET", Map.of("CT_Num", code)).isPresent();
  }

  private static String stem(String title) {
    String upper = title.replace("œ", "oe").replace("æ", "ae").toUpperCase(Locale.ROOT);
    String plain =
        Normalizer.normalize(upper.replace("Œ", "OE").replace("Æ", "AE"), Normalizer.Form.NFD)
            .replaceAll("[^A-Z0-9]", "");
    return plain.substring(0, Math.min(plain.length(), STEM));
  }
}
