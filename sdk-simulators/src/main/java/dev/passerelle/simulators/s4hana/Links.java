package dev.passerelle.simulators.s4hana;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which rows a row leads to: those with equal values in the properties that join them. */
final class Links {
  private final Store store;

  Links(Store store) {
    this.store = store;
  }

  List<Row> follow(Shape shape, Row row, Shape.Link link, Shape target) {
    Map<String, String> join = join(shape, link, target);
    if (join.keySet().stream().anyMatch(row::isBlank)) {
      return List.of();
    }
    Map<String, String> values = new LinkedHashMap<>();
    join.forEach((mine, its) -> values.put(its, row.text(mine)));
    List<Row> rows = store.by(target.stored(), values);
    rows.removeIf(each -> !fits(link.name(), each));
    return rows;
  }

  /** The two sorts of phones lie in one set. */
  private static boolean fits(String link, Row row) {
    boolean mobile = row.text("PhoneNumberType").equals("3");
    return switch (link) {
      case "to_MobilePhoneNumber" -> mobile;
      case "to_PhoneNumber" -> !mobile;
      default -> true;
    };
  }

  /** Property of the row to property of the target. */
  static Map<String, String> join(Shape shape, Shape.Link link, Shape target) {
    Map<String, String> join = new LinkedHashMap<>();
    if (link.by().isEmpty()) {
      for (Property key : shape.keys()) {
        target.properties().values().stream()
            .filter(each -> each.stored().equals(key.stored()))
            .forEach(each -> join.put(key.stored(), each.stored()));
      }
      return join;
    }
    for (String pair : link.by()) {
      String[] sides = pair.split("=", 2);
      join.put(sides[0], sides[sides.length - 1]);
    }
    return join;
  }
}
