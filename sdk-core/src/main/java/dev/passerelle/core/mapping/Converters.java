package dev.passerelle.core.mapping;

/** Ready-made {@link Converter}s. */
public final class Converters {
  private Converters() {}

  /** The same value on both sides. */
  public static <T> Converter<T, T> same() {
    return Converter.of("same", value -> value, value -> value);
  }
}
