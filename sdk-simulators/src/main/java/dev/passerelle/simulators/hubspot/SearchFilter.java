package dev.passerelle.simulators.hubspot;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One condition of a search (fact sheet §3). Numbers and dates are compared as such; text is
 * compared without regard to case, except that the values of {@code IN} must be given in lower case
 * (fact sheet §9).
 */
final class SearchFilter {
  private static final int MOST_VALUES = 100;
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final PropertyDefinition property;
  private final boolean fitsUnset;
  private final Predicate<RecordState> condition;

  private SearchFilter(
      PropertyDefinition property, boolean fitsUnset, Predicate<RecordState> condition) {
    this.property = property;
    this.fitsUnset = fitsUnset;
    this.condition = condition;
  }

  static SearchFilter of(JsonBody body, ObjectType type, PropertyCatalog catalog) {
    String name = body.requiredText("propertyName");
    PropertyDefinition property =
        catalog
            .find(type, name)
            .orElseThrow(
                () ->
                    HubSpotError.validation(
                        "There was a problem with the request: unknown property " + name));
    String operator = body.requiredText("operator");
    return switch (operator) {
      case "HAS_PROPERTY" -> new SearchFilter(property, false, state -> true);
      case "NOT_HAS_PROPERTY" -> new SearchFilter(property, true, state -> false);
      case "EQ" -> compared(property, body, sign -> sign == 0);
      case "NEQ" -> orUnset(compared(property, body, sign -> sign != 0));
      case "LT" -> compared(property, body, sign -> sign < 0);
      case "LTE" -> compared(property, body, sign -> sign <= 0);
      case "GT" -> compared(property, body, sign -> sign > 0);
      case "GTE" -> compared(property, body, sign -> sign >= 0);
      case "BETWEEN" -> between(property, body);
      case "IN" -> in(property, body);
      case "NOT_IN" -> orUnset(not(in(property, body)));
      case "CONTAINS_TOKEN" -> token(property, body);
      case "NOT_CONTAINS_TOKEN" -> orUnset(not(token(property, body)));
      default -> throw problem(property, "operator");
    };
  }

  boolean fits(RecordState state) {
    return state.value(property.name()) == null ? fitsUnset : condition.test(state);
  }

  private static SearchFilter orUnset(SearchFilter filter) {
    return new SearchFilter(filter.property, true, filter.condition);
  }

  private static SearchFilter not(SearchFilter filter) {
    return new SearchFilter(filter.property, false, filter.condition.negate());
  }

  private static SearchFilter compared(
      PropertyDefinition property, JsonBody body, Predicate<Integer> sign) {
    SearchValue wanted = SearchValue.of(property, given(property, body, "value"));
    return new SearchFilter(
        property, false, state -> sign.test(actual(property, state).compareTo(wanted)));
  }

  private static SearchFilter between(PropertyDefinition property, JsonBody body) {
    SearchValue low = SearchValue.of(property, given(property, body, "value"));
    SearchValue high = SearchValue.of(property, given(property, body, "highValue"));
    return new SearchFilter(
        property,
        false,
        state -> {
          SearchValue actual = actual(property, state);
          return actual.compareTo(low) >= 0 && actual.compareTo(high) <= 0;
        });
  }

  private static SearchFilter in(PropertyDefinition property, JsonBody body) {
    List<String> values = body.texts("values");
    if (values.isEmpty() || values.size() > MOST_VALUES) {
      throw problem(property, "values");
    }
    if (property.type().equals("string")) {
      return new SearchFilter(property, false, state -> values.contains(lower(property, state)));
    }
    List<SearchValue> wanted = values.stream().map(each -> SearchValue.of(property, each)).toList();
    return new SearchFilter(
        property,
        false,
        state -> {
          SearchValue actual = actual(property, state);
          return wanted.stream().anyMatch(actual::same);
        });
  }

  private static SearchFilter token(PropertyDefinition property, JsonBody body) {
    String glob = given(property, body, "value").toLowerCase(Locale.ROOT);
    Pattern pattern = Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q"));
    return new SearchFilter(
        property,
        false,
        state -> {
          String text = lower(property, state);
          return pattern.matcher(text).matches()
              || SEPARATORS.splitAsStream(text).anyMatch(each -> pattern.matcher(each).matches());
        });
  }

  private static SearchValue actual(PropertyDefinition property, RecordState state) {
    return Objects.requireNonNull(SearchValue.of(property, state));
  }

  private static String lower(PropertyDefinition property, RecordState state) {
    return Objects.requireNonNull(state.value(property.name())).toLowerCase(Locale.ROOT);
  }

  private static String given(PropertyDefinition property, JsonBody body, String field) {
    return body.text(field)
        .filter(each -> !each.isEmpty())
        .orElseThrow(() -> problem(property, field));
  }

  private static HubSpotError problem(PropertyDefinition property, String field) {
    return HubSpotError.validation(
        "There was a problem with the request: " + field + " of the filter on " + property.name());
  }
}
