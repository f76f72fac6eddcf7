package dev.passerelle.simulators.hubspot;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value in the form in which search compares it: number, instant, or text in lower case. */
@SuppressWarnings("rawtypes")
record SearchValue(Comparable key) implements Comparable<SearchValue> {

  /** The value of a record; null where it is not set. */
  static @Nullable SearchValue of(PropertyDefinition property, RecordState state) {
    String name = property.name();
    if (name.equals(state.type().modifiedProperty())) {
      return new SearchValue(state.updatedAt());
    }
    if (name.equals(state.type().createdProperty())) {
      return new SearchValue(state.createdAt());
    }
    if (name.equals("hs_object_id")) {
      return new SearchValue(BigDecimal.valueOf(state.id()));
    }
    String text = state.values().get(name);
    return text == null ? null : of(property, text);
  }

  static SearchValue of(PropertyDefinition property, String text) {
    return switch (property.type()) {
      case "number" -> new SearchValue(number(text));
      case "date", "datetime" ->
          new SearchValue(Times.parse(text).orElseThrow(() -> problem(text)));
      default -> new SearchValue(text.toLowerCase(Locale.ROOT));
    };
  }

  @Override
  @SuppressWarnings("unchecked")
  public int compareTo(SearchValue other) {
    return Objects.requireNonNull(key).compareTo(other.key);
  }

  /** Equal where search finds no difference: 9 and 9.0 are the same. */
  boolean same(SearchValue other) {
    return compareTo(other) == 0;
  }

  private static BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw problem(text);
    }
  }

  private static HubSpotError problem(String text) {
    return HubSpotError.validation("There was a problem with the request: " + text);
  }
}
