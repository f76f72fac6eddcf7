package dev.passerelle.samples.nodes;

import java.util.LinkedHashMap;
import java.util.Map;

/** Arguments {@code name=value}, with defaults. */
final class Options {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "tenants",
          "8",
          "workers",
          "8",
          "interval",
          "1000",
          "latency",
          "50",
          "slice",
          "60",
          "node",
          "node-1");

  private Options() {}

  static Map<String, String> of(String... arguments) {
    Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
    for (String argument : arguments) {
      int at = argument.indexOf('=');
      if (at < 1) {
        throw new IllegalArgumentException("expected name=value: " + argument);
      }
      all.put(argument.substring(0, at), argument.substring(at + 1));
    }
    return all;
  }
}
