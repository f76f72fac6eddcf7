package dev.passerelle.simulators.s4hana;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of an entity is to be shown: {@code $select} and {@code $expand} as one tree. */
final class Wanted {
  private final Set<String> select = new LinkedHashSet<>();
  private final Map<String, Wanted> expand = new LinkedHashMap<>();

  private Wanted() {}

  static Wanted of(Shape shape, ServiceShape service, String select, String expand) {
    Wanted wanted = new Wanted();
    if (service.four()) {
      split(expand, ',').forEach(part -> wanted.nested(part, shape, service));
      split(select, ',').forEach(name -> wanted.select.add(shape.need(name).name()));
      return wanted;
    }
    split(expand, ',').forEach(path -> wanted.path(path.split("/"), 0, shape, service));
    boolean narrow = !select.isBlank();
    split(select, ',').forEach(path -> wanted.chosen(path.split("/"), 0, shape, service));
    if (narrow) {
      Set<String> named = new LinkedHashSet<>();
      split(select, ',').forEach(path -> named.add(path.split("/")[0]));
      wanted.expand.keySet().retainAll(named);
    }
    return wanted;
  }

  private void path(String[] path, int at, Shape shape, ServiceShape service) {
    if (at < path.length) {
      Shape target = target(path[at], shape, service);
      expand.computeIfAbsent(path[at], name -> new Wanted()).path(path, at + 1, target, service);
    }
  }

  private void chosen(String[] path, int at, Shape shape, ServiceShape service) {
    if (at == path.length - 1) {
      if (shape.link(path[at]) == null) {
        select.add(shape.need(path[at]).name());
      }
      return;
    }
    Shape target = target(path[at], shape, service);
    Wanted inside = expand.get(path[at]);
    if (inside == null) {
      throw S4Error.badRequest(path[at] + " is selected and not expanded");
    }
    inside.chosen(path, at + 1, target, service);
  }

  /** {@code _Item($select=A,B;$expand=_Part)}. */
  private void nested(String part, Shape shape, ServiceShape service) {
    int open = part.indexOf('(');
    String name = open < 0 ? part : part.substring(0, open);
    Shape target = target(name, shape, service);
    String select = "";
    String deeper = "";
    if (open >= 0) {
      for (String option : split(part.substring(open + 1, part.length() - 1), ';')) {
        if (option.startsWith("$select=")) {
          select = option.substring(8);
        } else if (option.startsWith("$expand=")) {
          deeper = option.substring(8);
        } else {
          throw S4Error.badRequest("option " + option + " inside $expand");
        }
      }
    }
    expand.put(name, of(target, service, select, deeper));
  }

  private static Shape target(String name, Shape shape, ServiceShape service) {
    Shape.Link link = shape.link(name);
    if (link == null) {
      throw S4Error.unknownProperty(name, shape.set());
    }
    return service.need(link.target());
  }

  /** Parts between separators that stand outside parentheses and quotes. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      char each = text.charAt(at);
      depth += each == '(' ? 1 : each == ')' ? -1 : 0;
      if (each == separator && depth == 0) {
        parts.add(text.substring(from, at).strip());
        from = at + 1;
      }
    }
    parts.add(text.substring(from).strip());
    parts.removeIf(String::isEmpty);
    return parts;
  }

  boolean shows(String property) {
    return select.isEmpty() || select.contains(property);
  }

  Map<String, Wanted> expand() {
    return expand;
  }
}
