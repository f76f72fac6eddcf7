package dev.passerelle.sage.sage100;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row as it was read, with Sage's habits undone: text is cut on the right, the empty date
 * 1753-01-01 is no date, NULL and a column that this version lacks are the empty value (fact sheet
 * §2, §6). Column names ignore case. Immutable.
 */
public final class Row {
  private static final LocalDate NO_DATE = LocalDate.of(1753, 1, 1);
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private final Map<String, @Nullable Object> values;

  Row(Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(values);
    this.values = Collections.unmodifiableMap(copy);
  }

  /**
   * A row of values that were got otherwise; numbers and dates may be texts.
   *
   * @param values by column
   */
  public static Row of(Map<String, ? extends @Nullable Object> values) {
    return new Row(new LinkedHashMap<>(values));
  }

  /** The row with further values. */
  public Row with(Map<String, ? extends @Nullable Object> more) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
    all.putAll(more);
    return new Row(all);
  }

  /** Whether the row has the column. */
  public boolean has(String column) {
    return values.containsKey(column);
  }

  /** The text without trailing blanks; empty when there is none. */
  public String text(String column) {
    Object value = values.get(column);
    return value == null ? "" : value.toString().stripTrailing();
  }

  /** The text exactly as it is stored; empty when there is none. */
  public String raw(String column) {
    Object value = values.get(column);
    return value == null ? "" : value.toString();
  }

  /** The text, or nothing when it is blank. */
  public Optional<String> optionalText(String column) {
    return Optional.of(text(column)).filter(text -> !text.isBlank());
  }

  /** A code: cut and in upper case, since the database's comparison ignores case. */
  public String code(String column) {
    return normalCode(text(column));
  }

  /** A code, or nothing when it is blank. */
  public Optional<String> optionalCode(String column) {
    return Optional.of(code(column)).filter(text -> !text.isEmpty());
  }

  /** The normal form of a code: without outer blanks, in upper case. */
  public static String normalCode(String code) {
    return code.strip().toUpperCase(Locale.ROOT);
  }

  /** The whole number; 0 when there is none. */
  public int integer(String column) {
    return decimal(column).intValue();
  }

  /** Whether the number is not 0. */
  public boolean flag(String column) {
    return integer(column) != 0;
  }

  /** The decimal with the scale that the database gave; 0 when there is none. */
  public BigDecimal decimal(String column) {
    Object value = values.get(column);
    if (value instanceof BigDecimal number) {
      return number;
    }
    String text = value == null ? "" : value.toString().strip();
    return NUMBER.matcher(text).matches() ? new BigDecimal(text) : BigDecimal.ZERO;
  }

  /** The calendar date, never shifted by a zone. */
  public Optional<LocalDate> date(String column) {
    return time(column).map(LocalDateTime::toLocalDate).filter(date -> date.isAfter(NO_DATE));
  }

  /** The local time of the server. */
  public Optional<LocalDateTime> time(String column) {
    Object value = values.get(column);
    if (value instanceof LocalDateTime time) {
      return Optional.of(time);
    }
    if (value instanceof String text && DATE.matcher(text).matches()) {
      return Optional.of(LocalDate.parse(text).atStartOfDay());
    }
    return value instanceof LocalDate date ? Optional.of(date.atStartOfDay()) : Optional.empty();
  }

  /** The value as the driver gave it: text, number, {@code LocalDateTime}; nothing for NULL. */
  public Optional<Object> value(String column) {
    return Optional.ofNullable(values.get(column));
  }

  /** Column names only: values may be personal. */
  @Override
  public String toString() {
    return values.keySet().toString();
  }
}
