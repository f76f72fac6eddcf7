package dev.passerelle.simulators.hubspot;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a search (fact sheet §3). Numbers and dates are compared as such; text is
 * compared without regard to case, except that the values of {@code IN} must be given in lower case
 * (fact sheet §9).
 */
record SearchFilter(
    PropertyDefinition property,
    String operator,
    String value,
    String highValue,
    List<String> values) {

  static SearchFilter of(JsonBody body, ObjectType type, PropertyCatalog catalog) {
    String name = body.requiredText("propertyName");
    PropertyDefinition property =
        catalog
            .find(type, name)
            .orElseThrow(
                () ->
                    HubSpotError.validation(
                        "There was a problem with the request: unknown property " + name));
    SearchFilter filter =
        new SearchFilter(
            property,
            body.requiredText("operator"),
            body.text("value").orElse(""),
            body.text("highValue").orElse(""),
            body.texts("values"));
    filter.check();
    return filter;
  }

  private void check() {
    boolean complete =
        switch (operator) {
          case "EQ", "NEQ", "LT", "LTE", "GT", "GTE", "CONTAINS_TOKEN", "NOT_CONTAINS_TOKEN" ->
              !value.isEmpty();
          case "BETWEEN" -> !value.isEmpty() && !highValue.isEmpty();
          case "IN", "NOT_IN" -> !values.isEmpty() && values.size() <= 100;
          case "HAS_PROPERTY", "NOT_HAS_PROPERTY" -> true;
          default -> false;
        };
    if (!complete) {
      throw HubSpotError.validation(
          "There was a problem with the request: filter " + operator + " on " + property.name());
    }
  }

  boolean fits(RecordState state) {
    String actual = state.value(property.name());
    if (actual == null) {
      return switch (operator) {
        case "NOT_HAS_PROPERTY", "NEQ", "NOT_IN", "NOT_CONTAINS_TOKEN" -> true;
        default -> false;
      };
    }
    return switch (operator) {
      case "HAS_PROPERTY" -> true;
      case "NOT_HAS_PROPERTY" -> false;
      case "EQ" -> compare(actual, value) == 0;
      case "NEQ" -> compare(actual, value) != 0;
      case "LT" -> compare(actual, value) < 0;
      case "LTE" -> compare(actual, value) <= 0;
      case "GT" -> compare(actual, value) > 0;
      case "GTE" -> compare(actual, value) >= 0;
      case "BETWEEN" -> compare(actual, value) >= 0 && compare(actual, highValue) <= 0;
      case "IN" -> isIn(actual);
      case "NOT_IN" -> !isIn(actual);
      case "CONTAINS_TOKEN" -> hasToken(actual);
      default -> !hasToken(actual);
    };
  }

  private boolean isIn(String actual) {
    if (property.type().equals("string")) {
      return values.contains(actual.toLowerCase(Locale.ROOT));
    }
    return values.stream().anyMatch(each -> compare(actual, each) == 0);
  }

  private boolean hasToken(String actual) {
    String glob = Pattern.quote(value.toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q");
    Pattern pattern = Pattern.compile(glob);
    String lower = actual.toLowerCase(Locale.ROOT);
    if (pattern.matcher(lower).matches()) {
      return true;
    }
    return Pattern.compile("[^\\p{L}\\p{N}]+")
        .splitAsStream(lower)
        .anyMatch(token -> pattern.matcher(token).matches());
  }

  private int compare(String actual, String wanted) {
    return compare(property, actual, wanted);
  }

  static int compare(PropertyDefinition property, String left, String right) {
    return switch (property.type()) {
      case "number" -> number(left).compareTo(number(right));
      case "date", "datetime" -> instant(left).compareTo(instant(right));
      default -> left.compareToIgnoreCase(right);
    };
  }

  private static BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw HubSpotError.validation("There was a problem with the request: " + text);
    }
  }

  private static Instant instant(@Nullable String text) {
    return Optional.ofNullable(text)
        .flatMap(Times::parse)
        .orElseThrow(
            () -> HubSpotError.validation("There was a problem with the request: " + text));
  }
}
