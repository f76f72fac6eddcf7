package dev.passerelle.core.mapping;

import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.PostalAddress;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Ready-made {@link Converter}s. All are immutable and thread-safe. */
public final class Converters {
  private static final Converter<Object, Object> SAME =
      Converter.of("same", value -> value, value -> value);

  private Converters() {}

  /** The same value on both sides. */
  @SuppressWarnings("unchecked")
  public static <T> Converter<T, T> same() {
    return (Converter<T, T>) SAME;
  }

  /** Text without white space at either end, both ways. */
  public static Converter<String, String> trimmed() {
    return Converter.of("trimmed", String::strip, String::strip);
  }

  /** Text in upper case, both ways. */
  public static Converter<String, String> upperCase() {
    return Converter.of(
        "upper case", text -> text.toUpperCase(Locale.ROOT), text -> text.toUpperCase(Locale.ROOT));
  }

  /** Text in lower case, both ways: e-mail addresses, domains. */
  public static Converter<String, String> lowerCase() {
    return Converter.of(
        "lower case", text -> text.toLowerCase(Locale.ROOT), text -> text.toLowerCase(Locale.ROOT));
  }

  /**
   * Telephone numbers: national with digits in pairs on the left, international on the right;
   * {@code phone("33", "0")} makes {@code 05 36 49 10 11} of {@code +33536491011} and back. What is
   * no telephone number is passed on as it is, foreign numbers stay international.
   *
   * @param countryCallingCode digits, without {@code +}
   * @param trunkPrefix the digits before a national number; may be empty
   */
  public static Converter<String, String> phone(String countryCallingCode, String trunkPrefix) {
    PhoneNumbers numbers = new PhoneNumbers(countryCallingCode, trunkPrefix);
    String identity = "phone +" + countryCallingCode + " " + trunkPrefix;
    return Converter.of(identity, numbers::international, numbers::national);
  }

  /** Codes by a table. */
  public static Converter<String, String> code(CodeTable table) {
    Objects.requireNonNull(table, "table");
    return new Converter<>() {
      @Override
      public Conversion<String> toRight(String value, Optional<String> current) {
        return table.toRight(value);
      }

      @Override
      public Conversion<String> toLeft(String value, Optional<String> current) {
        return table.toLeft(value);
      }

      @Override
      public String identity() {
        return "code " + table.fingerprint();
      }
    };
  }

  /**
   * Addresses whose country is translated by a table. Where the table keeps the target, the target
   * keeps its country and gets the other parts (L15).
   */
  public static Converter<PostalAddress, PostalAddress> addressCountry(CodeTable countries) {
    return new AddressCountry(countries);
  }

  /** Decimals rounded half up to so many digits after the point, both ways. */
  public static Converter<BigDecimal, BigDecimal> decimalScale(int digits) {
    return Converter.of(
        "scale " + digits,
        value -> value.setScale(digits, RoundingMode.HALF_UP),
        value -> value.setScale(digits, RoundingMode.HALF_UP));
  }

  /**
   * Document lines whose unit and tax codes are translated by tables. Where a table keeps the
   * target, the target's line of the same key keeps its code; a new line has none.
   */
  public static Converter<List<DocumentLine>, List<DocumentLine>> lines(
      CodeTable units, CodeTable taxes) {
    return new LineCodes(units, taxes);
  }

  /** The right side always shows the same value; the left keeps what it has. */
  public static <L, R> Converter<L, R> constant(R right) {
    Objects.requireNonNull(right, "right");
    return new Converter<>() {
      @Override
      public Conversion<R> toRight(L value, Optional<R> current) {
        return Conversion.value(right);
      }

      @Override
      public Conversion<L> toLeft(R value, Optional<L> current) {
        return Conversion.keepTarget();
      }

      @Override
      public String identity() {
        return "constant " + right;
      }
    };
  }
}
