package dev.passerelle.core.http.odata;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a service writes literals, values, counts and batches. Values are plain Java: {@code String},
 * {@code Boolean}, {@code Integer}, {@code Long}, {@code BigDecimal}, {@code LocalDate}, {@code
 * LocalTime}, {@code LocalDateTime}, {@code Instant}, {@code UUID}, null. Thread-safe.
 */
public enum ODataDialect {
  /** OData 2.0, as the SAP Gateway speaks it. */
  V2,
  /** OData 4.0. */
  V4,
  /** The Service Layer's {@code /b1s/v1}: OData 3 with quoted dates and times. */
  SERVICE_LAYER_V1,
  /** The Service Layer's {@code /b1s/v2}: OData 4 with quoted dates and times. */
  SERVICE_LAYER_V2;

  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

  /**
   * The value as a literal of a URL, not yet percent-encoded.
   *
   * @throws IllegalArgumentException for a type that this dialect cannot write
   */
  public String literal(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String text) {
      return quoted(text);
    }
    if (value instanceof Boolean || value instanceof Integer) {
      return value.toString();
    }
    if (value instanceof Long number) {
      return this == V2 ? number + "L" : number.toString();
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString() + (this == V2 ? "M" : "");
    }
    if (value instanceof UUID id) {
      return this == V2 ? "guid'" + id + "'" : id.toString();
    }
    return temporal(value);
  }

  private String temporal(Object value) {
    if (value instanceof LocalDate date) {
      return this == V2
          ? "datetime'" + DATE_TIME.format(date.atStartOfDay()) + "'"
          : isServiceLayer() ? quoted(date.toString()) : date.toString();
    }
    if (value instanceof LocalTime time) {
      return this == V2
          ? "time'" + duration(time) + "'"
          : isServiceLayer() ? quoted(SECONDS.format(time)) : SECONDS.format(time);
    }
    if (value instanceof LocalDateTime time && this == V2) {
      return "datetime'" + DATE_TIME.format(time) + "'";
    }
    if (value instanceof Instant instant && !isServiceLayer()) {
      return this == V2 ? "datetimeoffset'" + instant + "'" : instant.toString();
    }
    throw unsupported(value);
  }

  /**
   * The value as it stands in a JSON body. V2 writes decimals and long numbers as strings, dates as
   * {@code /Date(…)/}.
   *
   * @throws IllegalArgumentException for a type that this dialect cannot write
   */
  public @Nullable Object json(@Nullable Object value) {
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Integer) {
      return value;
    }
    if (value instanceof Long || value instanceof BigDecimal) {
      return this == V2 ? plain((Number) value) : value;
    }
    if (value instanceof UUID) {
      return value.toString();
    }
    return jsonTemporal(value);
  }

  private Object jsonTemporal(Object value) {
    if (value instanceof LocalDate date) {
      return this == V2
          ? "/Date(" + date.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli() + ")/"
          : date.toString();
    }
    if (value instanceof LocalTime time) {
      return this == V2 ? duration(time) : SECONDS.format(time);
    }
    if (value instanceof LocalDateTime time && this == V2) {
      return "/Date(" + time.toInstant(ZoneOffset.UTC).toEpochMilli() + ")/";
    }
    if (value instanceof Instant instant && !isServiceLayer()) {
      return this == V2 ? "/Date(" + instant.toEpochMilli() + "+0000)/" : instant.toString();
    }
    throw unsupported(value);
  }

  boolean isServiceLayer() {
    return this == SERVICE_LAYER_V1 || this == SERVICE_LAYER_V2;
  }

  /** Whether the dialect stands on OData 4. */
  boolean isFour() {
    return this == V4 || this == SERVICE_LAYER_V2;
  }

  String contains(String field, String literal) {
    return isFour()
        ? "contains(" + field + "," + literal + ")"
        : "substringof(" + literal + "," + field + ")";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String plain(Number number) {
    return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
  }

  private static String duration(LocalTime time) {
    return "PT" + time.getHour() + "H" + time.getMinute() + "M" + time.getSecond() + "S";
  }

  private IllegalArgumentException unsupported(Object value) {
    return new IllegalArgumentException(
        this + " has no form for a " + value.getClass().getSimpleName());
  }
}
