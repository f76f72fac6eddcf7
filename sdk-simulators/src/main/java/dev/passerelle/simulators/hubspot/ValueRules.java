package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.hubspot.PropertyDefinition.Trait;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a property takes, and the form in which it is kept (fact sheet §0, §9). */
final class ValueRules {
  private static final int LONGEST_TEXT = 65_536;

  private final Directory directory;

  ValueRules(Directory directory) {
    this.directory = directory;
  }

  /** A value that the property does not take. */
  @SuppressWarnings("serial") // Never serialized: it lives within one call.
  static final class Invalid extends RuntimeException {
    final String code;

    Invalid(String code, String message) {
      super(message);
      this.code = code;
    }
  }

  /**
   * The form in which the value is kept; empty to clear.
   *
   * @throws Invalid if the property does not take it
   */
  String normalise(
      ObjectType type, PropertyDefinition property, String given, @Nullable String current) {
    if (given.isEmpty()) {
      return "";
    }
    return switch (property.type()) {
      case "number" -> number(given);
      case "bool" -> bool(given);
      case "date" -> date(given);
      case "datetime" -> Times.text(instant(given));
      case "enumeration" -> enumeration(type, property, given, current);
      default -> text(type, property, given);
    };
  }

  private static String text(ObjectType type, PropertyDefinition property, String given) {
    if (given.length() > LONGEST_TEXT) {
      throw new Invalid("VALUE_TOO_LONG", "the value is longer than " + LONGEST_TEXT);
    }
    if (type.name().equals("contacts") && property.name().equals("email")) {
      if (!given.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
        throw new Invalid("INVALID_EMAIL", "Email address " + given + " is invalid");
      }
      return given.toLowerCase(Locale.ROOT);
    }
    boolean domain = type.name().equals("companies") && property.name().equals("domain");
    return domain ? given.toLowerCase(Locale.ROOT) : given;
  }

  private static String number(String given) {
    try {
      new BigDecimal(given);
      return given;
    } catch (NumberFormatException e) {
      throw new Invalid("INVALID_NUMBER", given + " was not a valid number.");
    }
  }

  private static String bool(String given) {
    String lower = given.toLowerCase(Locale.ROOT);
    if (!lower.equals("true") && !lower.equals("false")) {
      throw new Invalid(
          "INVALID_OPTION", given + " was not one of the allowed options: [true, false]");
    }
    return lower;
  }

  private static String date(String given) {
    Instant instant = instant(given);
    if (!Times.isMidnightUtc(instant)) {
      throw new Invalid("INVALID_DATE", given + " is not midnight UTC.");
    }
    return Times.date(instant);
  }

  private static Instant instant(String given) {
    return Times.parse(given)
        .orElseThrow(() -> new Invalid("INVALID_DATE", given + " was not a valid date."));
  }

  private String enumeration(
      ObjectType type, PropertyDefinition property, String given, @Nullable String current) {
    List<String> allowed =
        property.is(Trait.EXTERNAL_OPTIONS)
            ? directory.options(type, property.name())
            : property.options().stream().map(PropertyOption::value).toList();
    if (property.fieldType().equals("checkbox")) {
      return checkboxes(allowed, given, current);
    }
    requireOption(allowed, given);
    return given;
  }

  private static String checkboxes(List<String> allowed, String given, @Nullable String current) {
    Set<String> chosen = new LinkedHashSet<>();
    boolean append = given.startsWith(";");
    if (append && current != null) {
      chosen.addAll(List.of(current.split(";")));
    }
    for (String each : (append ? given.substring(1) : given).split(";")) {
      requireOption(allowed, each);
      chosen.add(each);
    }
    return String.join(";", chosen);
  }

  private static void requireOption(List<String> allowed, String given) {
    if (!allowed.contains(given)) {
      throw new Invalid(
          "INVALID_OPTION", given + " was not one of the allowed options: " + allowed);
    }
  }
}
