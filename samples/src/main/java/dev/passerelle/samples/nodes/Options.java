package dev.passerelle.samples.nodes;

import java.util.HashMap;
import java.util.Map;

/** Arguments {@code name=value}, with defaults. */
final class Options {
  private static final Map<String, String> DEFAULTS =
      Map.of("tenants", "8", "workers", "8", "interval", "1000", "latency", "50", "slice", "60");

  private final Map<String, String> all = new HashMap<>(DEFAULTS);

  Options(String... arguments) {
    for (String argument : arguments) {
      int at = argument.indexOf('=');
      if (at < 1) {
        throw new IllegalArgumentException("expected name=value: " + argument);
      }
      all.put(argument.substring(0, at), argument.substring(at + 1));
    }
  }

  String text(String name) {
    String value = all.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  int number(String name) {
    return Integer.parseInt(text(name));
  }
}
