package dev.passerelle.simulators.s4hana;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values as the two versions write them, and as they are kept. */
final class Values {
  private static final Pattern EPOCH = Pattern.compile("/Date\\((-?\\d+)(\\+0000)?\\)/");

  private Values() {}

  /** A value of a JSON body, or one of the system's own, as it is kept. */
  static @Nullable Object kept(Property property, @Nullable Object value, boolean four) {
    if (value == null) {
      return property.kind() == Property.Kind.TEXT ? "" : null;
    }
    try {
      return switch (property.kind()) {
        case TEXT -> text(property, value);
        case DECIMAL -> decimal(property, value, four);
        case FLAG -> flag(property, value);
        case DAY -> value instanceof LocalDate ? value : day(value.toString());
        case TIME -> value instanceof LocalTime ? value : time(value.toString());
        case INSTANT -> value instanceof Instant ? value : instant(value.toString());
      };
    } catch (DateTimeException | NumberFormatException e) {
      throw invalid(property);
    }
  }

  private static S4Error invalid(Property property) {
    return S4Error.rule(
        "CX_SXML_PARSE_ERROR/1", "Property '" + property.name() + "' has invalid value", "");
  }

  private static String text(Property property, Object value) {
    if (!(value instanceof String text)) {
      throw invalid(property);
    }
    if (property.length() > 0 && text.length() > property.length()) {
      throw new S4Error(
          400,
          "/IWBEP/CM_MGW_RT/171",
          "Property '" + property.name() + "' has value '" + text + "' longer than allowed",
          property.name());
    }
    return property.external(text.stripTrailing());
  }

  /** V2 wants texts; a bare number loses digits there and is refused. */
  private static BigDecimal decimal(Property property, Object value, boolean four) {
    if (value instanceof BigDecimal number && four) {
      return number;
    }
    if (value instanceof String text && !four) {
      return new BigDecimal(text);
    }
    throw invalid(property);
  }

  private static Boolean flag(Property property, Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw invalid(property);
  }

  static LocalDate day(String text) {
    Matcher matcher = EPOCH.matcher(text);
    return matcher.matches()
        ? Instant.ofEpochMilli(Long.parseLong(matcher.group(1)))
            .atZone(ZoneOffset.UTC)
            .toLocalDate()
        : LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
  }

  static LocalTime time(String text) {
    return text.startsWith("PT")
        ? LocalTime.MIDNIGHT.plus(Duration.parse(text))
        : LocalTime.parse(text);
  }

  static Instant instant(String text) {
    Matcher matcher = EPOCH.matcher(text);
    return matcher.matches()
        ? Instant.ofEpochMilli(Long.parseLong(matcher.group(1)))
        : Instant.parse(text);
  }

  /** A kept value as it is shown: an initial text is empty, not null. */
  static @Nullable Object shown(Property property, @Nullable Object value, boolean four) {
    if (value == null) {
      return property.kind() == Property.Kind.TEXT
          ? ""
          : property.kind() == Property.Kind.FLAG ? Boolean.FALSE : null;
    }
    if (value instanceof BigDecimal number) {
      return four ? number : number.toPlainString();
    }
    if (value instanceof LocalDate day) {
      return four
          ? day.toString()
          : "/Date(" + day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli() + ")/";
    }
    if (value instanceof LocalTime time) {
      return four
          ? DateTimeFormatter.ofPattern("HH:mm:ss").format(time)
          : "PT%02dH%02dM%02dS".formatted(time.getHour(), time.getMinute(), time.getSecond());
    }
    if (value instanceof Instant instant) {
      return four ? instant.toString() : "/Date(" + instant.toEpochMilli() + "+0000)/";
    }
    return value;
  }
}
