package dev.passerelle.odoo;

import dev.passerelle.core.http.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of a method of a model, before it is put into a dialect.
 *
 * @param model the model
 * @param method the method
 * @param ids the records that it runs on; null where it runs on the model
 * @param arguments in the order of the method's parameters, by their names
 * @param options further arguments, by name
 * @param context the context
 * @param reads whether it changes nothing
 */
record OdooCall(
    String model,
    String method,
    @Nullable List<Long> ids,
    Map<String, Object> arguments,
    Map<String, Object> options,
    Map<String, Object> context,
    boolean reads) {

  /** Everything by name: the body of JSON-2. */
  JsonTree named() {
    Map<String, Object> body = new LinkedHashMap<>();
    if (ids != null) {
      body.put("ids", ids);
    }
    body.putAll(arguments);
    body.putAll(options);
    if (!context.isEmpty()) {
      body.put("context", context);
    }
    return JsonTree.of(body);
  }

  /** The arguments by place: the record ids first. */
  List<Object> places() {
    List<Object> places = new ArrayList<>();
    if (ids != null) {
      places.add(ids);
    }
    places.addAll(arguments.values());
    return places;
  }

  /** The arguments by name that go with {@link #places}. */
  Map<String, Object> rest() {
    Map<String, Object> rest = new LinkedHashMap<>(options);
    if (!context.isEmpty()) {
      rest.put("context", context);
    }
    return rest;
  }
}
