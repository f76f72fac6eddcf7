package dev.passerelle.simulators.odoo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the method that a call names, sorts its arguments, and runs it in one transaction. */
final class Dispatch {
  private final Server server;

  Dispatch(Server server) {
    this.server = server;
  }

  /** As JSON-RPC calls: arguments by place, the record ids first, the rest by name. */
  @Nullable Object positional(
      String model, String name, List<?> args, Map<String, @Nullable Object> named) {
    if (!server.orm.knows(model)) {
      throw OdooError.unknownModel(model);
    }
    Methods.Method method =
        server
            .methods
            .find(model, name)
            .orElseThrow(
                () -> OdooError.value("The method '" + model + "." + name + "' does not exist"));
    List<?> rest = args;
    List<Long> ids = List.of();
    if (method.onRecords()) {
      ids = args.isEmpty() ? List.of() : Domains.ids(args.get(0));
      rest = args.isEmpty() ? args : args.subList(1, args.size());
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (int place = 0; place < rest.size(); place++) {
      if (place >= method.params().size()) {
        throw OdooError.value(name + "() takes fewer arguments");
      }
      all.put(method.params().get(place), rest.get(place));
    }
    all.putAll(named);
    Object result = run(model, method, ids, all, false);
    // One dict gives one id, a list of them a list.
    return name.equals("create") && !(rest.get(0) instanceof List<?>) && result instanceof List<?> l
        ? l.get(0)
        : result;
  }

  /** As JSON-2 calls: everything by name. */
  @Nullable Object named(String model, String name, Map<String, @Nullable Object> body) {
    if (!server.orm.knows(model)) {
      throw OdooError.notFound("the model '" + model + "' does not exist");
    }
    Methods.Method method =
        server
            .methods
            .find(model, name)
            .orElseThrow(
                () -> OdooError.notFound("the method '" + model + "." + name + "' does not exist"));
    if (body.containsKey("ids") && !method.onRecords()) {
      throw OdooError.unprocessable("cannot call " + model + "." + name + " with ids");
    }
    Map<String, @Nullable Object> args = new LinkedHashMap<>(body);
    List<Long> ids = Domains.ids(args.remove("ids"));
    return run(model, method, ids, args, true);
  }

  private @Nullable Object run(
      String model,
      Methods.Method method,
      List<Long> ids,
      Map<String, @Nullable Object> args,
      boolean strict) {
    Map<String, @Nullable Object> context =
        args.get("context") == null ? new LinkedHashMap<>() : Orm.object(args.get("context"));
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(args);
    rest.remove("context");
    List<String> unknown = new ArrayList<>(rest.keySet());
    unknown.removeAll(method.params());
    if (!unknown.isEmpty()) {
      String text = "got an unexpected keyword argument '" + unknown.get(0) + "'";
      throw strict ? OdooError.unprocessable(text) : OdooError.value(text);
    }
    Call call = new Call(model, ids, rest, context);
    try {
      return server.orm.transaction(() -> new Box(method.body().run(call))).value();
    } catch (Loader.Failed e) {
      return e.answer();
    }
  }

  /** Carries a result that may be null out of a transaction. */
  private record Box(@Nullable Object value) {}
}
