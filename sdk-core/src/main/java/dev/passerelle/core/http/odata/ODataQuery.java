package dev.passerelle.core.http.odata;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What to read of a set or an entity. Immutable; each method gives a new query. */
public final class ODataQuery {
  private static final ODataQuery ALL =
      new ODataQuery(Set.of(), Map.of(), List.of(), null, -1, -1, false, Map.of());

  private final Set<String> select;
  private final Map<String, ODataQuery> expand;
  private final List<String> orderBy;
  private final @Nullable ODataFilter filter;
  private final int top;
  private final int skip;
  private final boolean count;
  private final Map<String, String> custom;

  private ODataQuery(
      Set<String> select,
      Map<String, ODataQuery> expand,
      List<String> orderBy,
      @Nullable ODataFilter filter,
      int top,
      int skip,
      boolean count,
      Map<String, String> custom) {
    this.select = select;
    this.expand = expand;
    this.orderBy = orderBy;
    this.filter = filter;
    this.top = top;
    this.skip = skip;
    this.count = count;
    this.custom = custom;
  }

  /** Everything, as the service gives it. */
  public static ODataQuery all() {
    return ALL;
  }

  /** Only these properties; further calls add. */
  public ODataQuery select(Collection<String> fields) {
    Set<String> names = new LinkedHashSet<>(select);
    fields.forEach(field -> names.add(ODataText.name(field)));
    return new ODataQuery(names, expand, orderBy, filter, top, skip, count, custom);
  }

  /** Only these properties; further calls add. */
  public ODataQuery select(String... fields) {
    return select(List.of(fields));
  }

  /** Along with a navigation property. */
  public ODataQuery expand(String navigation) {
    return expand(navigation, all());
  }

  /** Along with a navigation property, of which only what {@code nested} selects and expands. */
  public ODataQuery expand(String navigation, ODataQuery nested) {
    Map<String, ODataQuery> more = new LinkedHashMap<>(expand);
    more.put(ODataText.name(navigation), nested);
    return new ODataQuery(select, more, orderBy, filter, top, skip, count, custom);
  }

  /** Only where this holds; replaces an earlier condition. */
  public ODataQuery filter(ODataFilter condition) {
    return new ODataQuery(select, expand, orderBy, condition, top, skip, count, custom);
  }

  /** Ascending by these; further calls add. */
  public ODataQuery orderBy(String... fields) {
    return ordered("", fields);
  }

  /** Descending by these; further calls add. */
  public ODataQuery orderByDescending(String... fields) {
    return ordered(" desc", fields);
  }

  private ODataQuery ordered(String direction, String... fields) {
    List<String> names = new ArrayList<>(orderBy);
    for (String field : fields) {
      names.add(ODataText.name(field) + direction);
    }
    return new ODataQuery(select, expand, names, filter, top, skip, count, custom);
  }

  /** At most so many, 0 or more. */
  public ODataQuery top(int most) {
    return new ODataQuery(select, expand, orderBy, filter, most, skip, count, custom);
  }

  /** Without the first so many. Over data that changes, a condition on the key is better. */
  public ODataQuery skip(int first) {
    return new ODataQuery(select, expand, orderBy, filter, top, first, count, custom);
  }

  /** With the number of all, whatever the page. */
  public ODataQuery counted() {
    return new ODataQuery(select, expand, orderBy, filter, top, skip, true, custom);
  }

  /** A parameter of the service's own, {@code sap-client}. */
  public ODataQuery with(String parameter, String value) {
    if (!parameter.matches("[A-Za-z][\\w-]*")) {
      throw new IllegalArgumentException("'" + parameter + "' is no custom parameter");
    }
    Map<String, String> more = new LinkedHashMap<>(custom);
    more.put(parameter, value);
    return new ODataQuery(select, expand, orderBy, filter, top, skip, count, more);
  }

  /** The parameters by name, not yet percent-encoded. */
  public Map<String, String> parameters(ODataDialect dialect) {
    Map<String, String> out = new LinkedHashMap<>();
    Set<String> selected = new LinkedHashSet<>(select);
    Set<String> expanded = new LinkedHashSet<>();
    expand.forEach((name, nested) -> nested.under(name, dialect, selected, expanded));
    put(out, "$select", selected);
    put(out, "$expand", expanded);
    if (filter != null) {
      out.put("$filter", filter.text(dialect));
    }
    put(out, "$orderby", orderBy);
    putNumber(out, "$top", top);
    putNumber(out, "$skip", skip);
    if (count) {
      out.put(dialect.isFour() ? "$count" : "$inlinecount", dialect.isFour() ? "true" : "allpages");
    }
    out.putAll(custom);
    return out;
  }

  /** What stands behind the question mark, percent-encoded; empty where there is nothing. */
  public String encoded(ODataDialect dialect) {
    return parameters(dialect).entrySet().stream()
        .map(each -> each.getKey() + "=" + ODataText.encodeQuery(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** V4 nests in parentheses, V2 lists paths. */
  private void under(
      String name, ODataDialect dialect, Set<String> selected, Set<String> expanded) {
    if (dialect.isFour()) {
      String inside =
          parameters(dialect).entrySet().stream()
              .map(each -> each.getKey() + "=" + each.getValue())
              .collect(Collectors.joining(";"));
      expanded.add(inside.isEmpty() ? name : name + "(" + inside + ")");
      return;
    }
    if (filter != null || !orderBy.isEmpty() || top >= 0 || skip >= 0) {
      throw new IllegalArgumentException(dialect + " cannot filter what it expands: " + name);
    }
    expanded.add(name);
    select.forEach(field -> selected.add(name + "/" + field));
    if (select.isEmpty() && !selected.isEmpty()) {
      selected.add(name);
    }
    expand.forEach(
        (child, nested) -> nested.under(name + "/" + child, dialect, selected, expanded));
  }

  private static void put(Map<String, String> into, String name, Collection<String> values) {
    if (!values.isEmpty()) {
      into.put(name, String.join(",", values));
    }
  }

  private static void putNumber(Map<String, String> into, String name, int value) {
    if (value >= 0) {
      into.put(name, Integer.toString(value));
    }
  }

  /** Without the condition: its values may be personal. */
  @Override
  public String toString() {
    return "ODataQuery" + select;
  }
}
