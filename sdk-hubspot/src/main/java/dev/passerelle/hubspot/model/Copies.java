package dev.passerelle.hubspot.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies what JSON gave; what JSON left out is empty. */
final class Copies {
  private Copies() {}

  static <T> List<T> list(@Nullable List<T> from) {
    return from == null ? List.of() : List.copyOf(from);
  }

  static <K, V extends @Nullable Object> Map<K, V> map(@Nullable Map<K, V> from) {
    return from == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(from));
  }
}
