package dev.passerelle.simulators.odoo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of a method, whichever dialect it came in.
 *
 * @param model the model
 * @param ids the records that it runs on
 * @param args the arguments by name
 * @param context the context
 */
record Call(
    String model,
    List<Long> ids,
    Map<String, @Nullable Object> args,
    Map<String, @Nullable Object> context) {

  @Nullable Object arg(String name) {
    return args.get(name);
  }

  List<?> list(String name) {
    return args.get(name) instanceof List<?> list ? list : List.of();
  }

  Map<String, @Nullable Object> object(String name) {
    return args.get(name) == null ? new LinkedHashMap<>() : Orm.object(args.get(name));
  }

  int whole(String name) {
    return args.get(name) instanceof Number number ? number.intValue() : 0;
  }

  String text(String name) {
    return args.get(name) == null ? "" : String.valueOf(args.get(name));
  }

  boolean showsArchived() {
    return Boolean.FALSE.equals(context.get("active_test"));
  }

  List<Long> activeIds() {
    return Domains.ids(context.get("active_ids"));
  }
}
