package dev.passerelle.core.mapping;

import java.util.Optional;
import java.util.regex.Pattern;

/** National and international forms of telephone numbers. */
final class PhoneNumbers {
  private static final Pattern SEPARATORS = Pattern.compile("[\\s\\u00A0\\u202F./()-]+");
  private static final Pattern TRUNK_IN_BRACKETS = Pattern.compile("(?<=\\d|\\s)\\(0\\)");
  private static final Pattern NUMBER = Pattern.compile("\\+?\\d{6,17}");
  private static final int LEAST_DIGITS = 6;

  private final String country;
  private final String trunk;

  PhoneNumbers(String countryCallingCode, String trunkPrefix) {
    if (!countryCallingCode.matches("[1-9]\\d{0,3}") || !trunkPrefix.matches("\\d{0,3}")) {
      throw new IllegalArgumentException("calling code and trunk prefix are digits, without +");
    }
    country = "+" + countryCallingCode;
    trunk = trunkPrefix;
  }

  /** {@code +33536491011} of {@code 05 36 49 10 11}. */
  String international(String text) {
    return parse(text).orElse(text);
  }

  /** {@code 05 36 49 10 11} of {@code +33536491011}. */
  String national(String text) {
    Optional<String> number = parse(text);
    if (number.isEmpty() || !number.get().startsWith(country)) {
      return number.orElse(text);
    }
    return pairs(trunk + number.get().substring(country.length()));
  }

  private Optional<String> parse(String text) {
    String bare = TRUNK_IN_BRACKETS.matcher(text.strip()).replaceAll("");
    String digits = SEPARATORS.matcher(bare).replaceAll("");
    if (!NUMBER.matcher(digits).matches()) {
      return Optional.empty();
    }
    if (digits.startsWith("+")) {
      return Optional.of(digits);
    }
    if (digits.startsWith("00")) {
      return Optional.of("+" + digits.substring(2));
    }
    String rest = digits.startsWith(trunk) ? digits.substring(trunk.length()) : "";
    return rest.length() < LEAST_DIGITS ? Optional.empty() : Optional.of(country + rest);
  }

  private static String pairs(String digits) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && i % 2 == 0) {
        text.append(' ');
      }
      text.append(digits.charAt(i));
    }
    return text.toString();
  }
}
