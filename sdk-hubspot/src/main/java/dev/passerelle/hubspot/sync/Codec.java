package dev.passerelle.hubspot.sync;

import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * How a value is written as a property's text, and what HubSpot makes of it (fact sheet §9).
 *
 * @param type the property type that a set-up makes: {@code string}, {@code number}, …
 * @param fieldType how users see it
 * @param read the text to a value; throws on another text
 * @param write the value to a text
 * @param normalForm what HubSpot makes of a value (L12)
 */
record Codec<T>(
    String type,
    String fieldType,
    Function<String, T> read,
    Function<T, String> write,
    UnaryOperator<T> normalForm) {

  static <T> Codec<T> of(
      String type, String fieldType, Function<String, T> read, Function<T, String> write) {
    return new Codec<>(type, fieldType, read, write, UnaryOperator.identity());
  }

  Codec<T> normalForm(UnaryOperator<T> form) {
    return new Codec<>(type, fieldType, read, write, form);
  }
}
