package dev.passerelle.simulators.odoo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The methods that can be called from outside, by model and name. */
final class Methods {
  /** What a method does; null is what Python calls None. */
  @FunctionalInterface
  interface Body {
    @Nullable Object run(Call call);
  }

  /**
   * A method.
   *
   * @param onRecords whether it runs on a record set
   * @param params the names of its arguments, in order
   * @param body what it does
   */
  record Method(boolean onRecords, List<String> params, Body body) {}

  private static final String ANY = "*";

  private final Map<String, Method> methods = new HashMap<>();

  void add(String model, String name, boolean onRecords, List<String> params, Body body) {
    methods.put(model + "/" + name, new Method(onRecords, params, body));
  }

  void everywhere(String name, boolean onRecords, List<String> params, Body body) {
    add(ANY, name, onRecords, params, body);
  }

  void remove(String model, String name) {
    methods.remove(model + "/" + name);
  }

  /** A button: runs on records and takes nothing else. */
  void action(String model, String name, Body body) {
    add(model, name, true, List.of(), body);
  }

  Optional<Method> find(String model, String name) {
    if (name.startsWith("_")) {
      return Optional.empty();
    }
    Method own = methods.get(model + "/" + name);
    return Optional.ofNullable(own == null ? methods.get(ANY + "/" + name) : own);
  }
}
