package dev.passerelle.simulators.businessone;

import dev.passerelle.simulators.HttpCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The query options of a set. */
final class Query {
  private static final Set<String> KNOWN =
      Set.of("$select", "$filter", "$orderby", "$top", "$skip", "$count", "$inlinecount");

  private final HttpCall call;
  private final Shape shape;
  private final boolean nestedSelect;

  Query(HttpCall call, Shape shape, boolean nestedSelect) {
    this.call = call;
    this.shape = shape;
    this.nestedSelect = nestedSelect;
    call.query().keySet().stream()
        .filter(name -> name.startsWith("$") && !KNOWN.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw B1Error.badFilter(name + " is not supported");
            });
  }

  Set<String> select() {
    Set<String> names = new LinkedHashSet<>();
    for (String name : split("$select")) {
      Shape.Property property = shape.find(name);
      if (property == null) {
        throw B1Error.unknownProperty(name, shape.name());
      }
      if (property.kind() == Shape.Kind.ROWS && !nestedSelect) {
        throw B1Error.badFilter("'" + name + "' cannot be selected");
      }
      names.add(name);
    }
    return names;
  }

  private List<String> split(String option) {
    List<String> parts = new ArrayList<>();
    for (String part : call.query(option).orElse("").split(",")) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }

  List<Row> matching(List<Row> rows) {
    List<Row> found = new ArrayList<>(rows);
    found.removeIf(Filter.of(call.query("$filter").orElse(""), shape).negate());
    split("$orderby").stream()
        .map(this::order)
        .reduce(Comparator::thenComparing)
        .ifPresent(found::sort);
    return found;
  }

  private Comparator<Row> order(String part) {
    String[] words = part.split("\\s+");
    Shape.Property property = shape.find(words[0]);
    if (property == null) {
      throw B1Error.unknownProperty(words[0], shape.name());
    }
    Comparator<Row> ascending =
        Comparator.comparing(
            row -> row.get(property.name()),
            Comparator.nullsFirst((a, b) -> Filter.order(property.kind(), a, b)));
    return words.length > 1 && words[1].equals("desc") ? ascending.reversed() : ascending;
  }

  boolean counted() {
    return call.query("$count").filter("true"::equals).isPresent()
        || call.query("$inlinecount").filter("allpages"::equals).isPresent();
  }

  int skip() {
    return number("$skip", 0);
  }

  int top() {
    return number("$top", Integer.MAX_VALUE);
  }

  private int number(String option, int otherwise) {
    return call.query(option).map(Query::parse).orElse(otherwise);
  }

  static int parse(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw B1Error.badFilter("a number was expected");
    }
  }

  /** 20, or what a header asks for; 0 means all. */
  int pageSize() {
    int asked =
        call.header("Prefer")
            .filter(text -> text.contains("odata.maxpagesize="))
            .map(text -> parse(text.replaceAll(".*odata\\.maxpagesize=(\\d+).*", "$1")))
            .or(() -> call.header("B1S-PageSize").map(Query::parse))
            .orElse(20);
    return asked == 0 ? Integer.MAX_VALUE : asked;
  }

  /** The link to the next page: the same query with a new {@code $skip} and what is left of top. */
  String next(String set, int skip, int left) {
    Map<String, String> options = new LinkedHashMap<>();
    call.query().forEach((name, values) -> options.put(name, values.get(0)));
    options.put("$skip", Integer.toString(skip));
    if (left != Integer.MAX_VALUE) {
      options.put("$top", Integer.toString(left));
    }
    List<String> parts = new ArrayList<>();
    options.forEach(
        (name, value) -> parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return set + "?" + String.join("&", parts);
  }
}
