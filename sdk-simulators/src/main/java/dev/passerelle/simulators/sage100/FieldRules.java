package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a value that came from outside into the value of a column, or into the reason why not. */
final class FieldRules {
  private static final Charset SAGE = Charset.forName("windows-1252");
  private static final BigDecimal LARGEST = BigDecimal.TEN.pow(18);

  private final SageTable table;
  private final List<FieldError> errors;

  /**
   * @param errors where reasons are added
   */
  FieldRules(SageTable table, List<FieldError> errors) {
    this.table = table;
    this.errors = errors;
  }

  /** The column's value; empty, with a reason added, if there is none. */
  Optional<Object> value(String name, @Nullable Object given) {
    Optional<SageColumn> column = table.column(name);
    if (column.isEmpty()) {
      errors.add(FieldError.of("UNKNOWN_FIELD", name));
      return Optional.empty();
    }
    return value(column.get(), given);
  }

  private Optional<Object> value(SageColumn column, @Nullable Object given) {
    return switch (column.kind()) {
      case TEXT -> text(column, given);
      case SMALL, INT -> integer(column, given);
      case NUMBER -> number(column, given);
      case DATE -> date(column, given);
    };
  }

  private Optional<Object> text(SageColumn column, @Nullable Object given) {
    if (given != null && !(given instanceof String)) {
      return invalid(column);
    }
    String text = given == null ? "" : ((String) given).stripTrailing();
    int before = errors.size();
    if (text.length() > column.length()) {
      errors.add(
          FieldError.of("FIELD_TOO_LONG", column.name())
              .with("length", text.length())
              .with("limit", column.length()));
    }
    firstUnencodable(text)
        .ifPresent(
            bad ->
                errors.add(FieldError.of("NOT_ENCODABLE", column.name()).with("character", bad)));
    return errors.size() == before ? Optional.of(text) : Optional.empty();
  }

  private static Optional<String> firstUnencodable(String text) {
    CharsetEncoder encoder = SAGE.newEncoder();
    return text.codePoints()
        .mapToObj(Character::toString)
        .filter(character -> !encoder.canEncode(character) || character.charAt(0) < ' ')
        .findFirst();
  }

  private Optional<Object> integer(SageColumn column, @Nullable Object given) {
    try {
      return given instanceof BigDecimal number
          ? Optional.of(number.intValueExact())
          : invalid(column);
    } catch (ArithmeticException e) {
      return invalid(column);
    }
  }

  private Optional<Object> number(SageColumn column, @Nullable Object given) {
    try {
      BigDecimal number =
          given instanceof BigDecimal plain ? plain : new BigDecimal(String.valueOf(given));
      boolean fits =
          number.stripTrailingZeros().scale() <= 6 && number.abs().compareTo(LARGEST) < 0;
      return fits ? Optional.of(number) : invalid(column);
    } catch (NumberFormatException e) {
      return invalid(column);
    }
  }

  private Optional<Object> date(SageColumn column, @Nullable Object given) {
    if (given == null) {
      return Optional.of(SageColumn.NO_DATE);
    }
    try {
      return Optional.of(LocalDate.parse(given.toString()));
    } catch (DateTimeParseException e) {
      return invalid(column);
    }
  }

  private Optional<Object> invalid(SageColumn column) {
    errors.add(FieldError.of("INVALID_VALUE", column.name()));
    return Optional.empty();
  }
}
