package dev.passerelle.simulators.odoo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reading methods of every model. */
final class Queries {
  private final Orm orm;
  private final Domains domains;
  private final Rights rights;

  Queries(Orm orm, Domains domains, Rights rights) {
    this.orm = orm;
    this.domains = domains;
    this.rights = rights;
  }

  void addTo(Methods methods) {
    List<String> window = List.of("domain", "fields", "offset", "limit", "order", "load");
    methods.everywhere("search_read", false, window, this::searchRead);
    methods.everywhere(
        "search",
        false,
        List.of("domain", "offset", "limit", "order"),
        call -> found(call).stream().map(Row::id).toList());
    methods.everywhere(
        "search_count", false, List.of("domain", "limit"), call -> found(call).size());
    methods.everywhere("read", true, List.of("fields", "load"), this::read);
    methods.everywhere("fields_get", false, List.of("allfields", "attributes"), this::fieldsGet);
  }

  private List<Map<String, @Nullable Object>> searchRead(Call call) {
    ModelDef model = orm.model(call.model());
    List<String> fields = fields(model, call.list("fields"));
    return found(call).stream().map(row -> show(model, row, fields, bare(call))).toList();
  }

  private List<Row> found(Call call) {
    ModelDef model = orm.model(call.model());
    rights.mayRead(call.model());
    List<?> domain = call.list("domain");
    domains.check(model, domain);
    boolean all = call.showsArchived() || !model.archivable() || names(domain, "active");
    Stream<Row> rows =
        orm.database().table(call.model()).values().stream()
            .filter(row -> all || Boolean.TRUE.equals(orm.raw(model, row, model.need("active"))))
            .filter(row -> rights.shows(call.model(), row.id()))
            .filter(row -> domains.fits(model, row, domain))
            .sorted(order(model, call.text("order")))
            .skip(call.whole("offset"));
    int limit = call.whole("limit");
    return (limit > 0 ? rows.limit(limit) : rows).toList();
  }

  private static boolean names(List<?> domain, String field) {
    return domain.stream()
        .anyMatch(each -> each instanceof List<?> leaf && field.equals(leaf.get(0)));
  }

  private Comparator<Row> order(ModelDef model, String order) {
    Comparator<Row> comparator = (a, b) -> 0;
    for (String part : order.isBlank() ? List.<String>of() : List.of(order.split(","))) {
      String[] words = part.strip().split("\\s+");
      FieldDef field = model.need(words[0]);
      Comparator<Row> next = by(model, field);
      boolean down = words.length > 1 && words[1].equalsIgnoreCase("desc");
      comparator = comparator.thenComparing(down ? next.reversed() : next);
    }
    return comparator.thenComparingLong(Row::id);
  }

  private Comparator<Row> by(ModelDef model, FieldDef field) {
    if (field.name().equals("id")) {
      return Comparator.comparingLong(Row::id);
    }
    if (field.kind() == FieldKind.DATETIME) {
      return Comparator.comparing(row -> orm.instant(row, field).orElse(java.time.Instant.MIN));
    }
    return Comparator.comparing(row -> String.valueOf(orm.raw(model, row, field)));
  }

  private Object read(Call call) {
    ModelDef model = orm.model(call.model());
    rights.mayRead(call.model());
    List<String> fields = fields(model, call.list("fields"));
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Long id : call.ids()) {
      Row row = orm.database().row(call.model(), id).orElse(null);
      // A record that is not there is left out without a word; one that is hidden is refused.
      if (row != null) {
        rights.maySee(call.model(), id);
        rows.add(show(model, row, fields, bare(call)));
      }
    }
    return rows;
  }

  private static boolean bare(Call call) {
    return call.args().containsKey("load") && call.arg("load") == null;
  }

  private static List<String> fields(ModelDef model, List<?> wanted) {
    if (wanted.isEmpty()) {
      return List.copyOf(model.fields().keySet());
    }
    List<String> names = wanted.stream().map(String::valueOf).toList();
    names.forEach(model::need);
    return names;
  }

  private Map<String, @Nullable Object> show(
      ModelDef model, Row row, List<String> fields, boolean bare) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("id", row.id());
    for (String name : fields) {
      FieldDef field = model.need(name);
      rights.mayReadField(model.name(), name);
      shown.put(name, orm.shown(model, row, field, bare));
    }
    return shown;
  }

  private Object fieldsGet(Call call) {
    ModelDef model = orm.model(call.model());
    List<String> attributes = call.list("attributes").stream().map(String::valueOf).toList();
    Set<String> only = Set.copyOf(call.list("allfields").stream().map(String::valueOf).toList());
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    model
        .fields()
        .forEach(
            (name, field) -> {
              if ((only.isEmpty() || only.contains(name))
                  && rights.showsField(model.name(), name)) {
                Map<String, @Nullable Object> described = field.describe();
                if (!attributes.isEmpty()) {
                  described.keySet().retainAll(attributes);
                }
                all.put(name, described);
              }
            });
    return all;
  }
}
