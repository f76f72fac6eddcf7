package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.odoo.OdooModel;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.LoadAnswer;
import dev.passerelle.odoo.model.OdooRecord;
import dev.passerelle.odoo.model.Query;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The lines of quotations and orders. A line's key lies in its external id; a line that somebody
 * entered in Odoo has its id as key.
 */
final class OrderLines implements Part {
  static final String MODEL = "sale.order.line";
  private static final String LIST = "order_line/";
  private static final String QUANTITY = "product_uom_qty";
  private static final List<String> SHOWN =
      List.of(
          "order_id",
          "product_id",
          "name",
          QUANTITY,
          "price_unit",
          "discount",
          "price_subtotal",
          "qty_delivered",
          "qty_invoiced",
          "display_type",
          "sequence");

  private final Field<List<DocumentLine>> field;
  private final Instance instance;
  private final References references;
  private final LineForm form;

  OrderLines(Field<List<DocumentLine>> field, Instance instance) {
    this.field = field;
    this.instance = instance;
    this.references = new References(instance.settings().module());
    this.form = new LineForm(instance, MODEL, QUANTITY);
  }

  Field<List<DocumentLine>> field() {
    return field;
  }

  @Override
  public List<FieldRule<?>> rules() {
    return List.of(FieldRule.of(field).required().normalForm(form::normalForm));
  }

  /** A line that is written directly does not always move its order's stamp (fact sheet §3). */
  Trail trail(Domain which) {
    return Trail.stamped(MODEL, List.of("order_id"), which, OrderLines::orders);
  }

  private static List<dev.passerelle.core.adapter.Change> orders(List<OdooRecord> rows) {
    return rows.stream()
        .flatMap(row -> row.link("order_id").stream())
        .distinct()
        .map(id -> dev.passerelle.core.adapter.Change.of(RecordId.of(Long.toString(id))))
        .toList();
  }

  // ---------------------------------------------------------------- reading

  @Override
  public Map<Long, Fields> read(List<OdooRecord> records) {
    List<Long> orders = records.stream().map(OdooRecord::id).toList();
    Map<Long, List<DocumentLine>> lines = new LinkedHashMap<>();
    orders.forEach(id -> lines.put(id, new ArrayList<>()));
    List<OdooRecord> rows = rows(orders);
    Map<Long, String> keys = keys(rows);
    Variants variants = new Variants(instance, rows);
    for (OdooRecord row : rows) {
      String key = keys.getOrDefault(row.id(), Long.toString(row.id()));
      DocumentLine line = form.read(key, row, variants.product(row));
      row.link("order_id").map(lines::get).ifPresent(list -> list.add(line));
    }
    Map<Long, Fields> fields = new LinkedHashMap<>();
    lines.forEach((id, list) -> fields.put(id, Fields.of(field, list)));
    return fields;
  }

  private List<OdooRecord> rows(List<Long> orders) {
    return instance
        .model(MODEL)
        .searchRead(
            Query.of(Domain.where("order_id", "in", orders))
                .fields(SHOWN)
                .order("order_id, sequence, id"));
  }

  private Map<Long, String> keys(List<OdooRecord> rows) {
    Map<Long, String> keys = new LinkedHashMap<>();
    instance
        .model(MODEL)
        .externalIds(rows.stream().map(OdooRecord::id).toList())
        .forEach((id, external) -> references.key(external).ifPresent(key -> keys.put(id, key)));
    return keys;
  }

  // ---------------------------------------------------------------- what is written

  private String taxes() {
    return instance.fields(MODEL).containsKey("tax_ids") ? "tax_ids" : "tax_id";
  }

  private String unit() {
    return instance.fields(MODEL).containsKey("product_uom_id") ? "product_uom_id" : "product_uom";
  }

  /** The cells of a new document's lines. */
  List<Map<String, String>> rows(String document, List<DocumentLine> lines) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Map<String, String> cells : cells(document, lines, 0)) {
      Map<String, String> row = new LinkedHashMap<>();
      cells.forEach((column, text) -> row.put(LIST + column, text));
      rows.add(row);
    }
    return rows;
  }

  private List<Map<String, String>> cells(String document, List<DocumentLine> lines, int sequence) {
    Map<Ref, OdooRecord> products = products(lines);
    boolean withTax = lines.stream().anyMatch(line -> line.taxCode().isPresent());
    boolean withUnit = lines.stream().anyMatch(line -> line.unit().isPresent());
    List<Map<String, String>> all = new ArrayList<>();
    int at = sequence;
    for (DocumentLine line : lines) {
      Map<String, String> cells = new LinkedHashMap<>();
      at += 10;
      cells.put("id", references.ofLine(document, line.key()));
      cells.put("sequence", Integer.toString(at));
      Optional<OdooRecord> product = line.product().map(ref -> need(products, ref));
      content(line, product, cells);
      if (withTax) {
        cells.put(taxes() + "/.id", line.taxCode().orElseGet(() -> links(product, "taxes_id")));
      }
      if (withUnit) {
        cells.put(unit() + "/.id", line.unit().orElseGet(() -> link(product, "uom_id")));
      }
      all.add(cells);
    }
    return all;
  }

  private void content(DocumentLine line, Optional<OdooRecord> product, Map<String, String> cells) {
    boolean comment = line.kind() == DocumentLine.Kind.COMMENT;
    if (!comment && product.isEmpty()) {
      // The database would only say that a constraint is hurt.
      throw new BadValue(ErrorCode.LINE_WITHOUT_VALUE, field.name(), "a line has no product");
    }
    cells.put("display_type", comment ? "line_note" : "");
    cells.put("product_id/.id", product.map(this::variant).orElse(""));
    cells.put(
        "name",
        line.description()
            .orElseGet(() -> product.flatMap(each -> each.text("name")).orElse(line.key())));
    cells.put(QUANTITY, comment ? "" : plain(needed(line.quantity(), "quantity")));
    if (!comment) {
      needed(line.unitPrice(), "unit price");
    }
    cells.put("price_unit", comment ? "" : plain(form.price(line)));
    cells.put("discount", line.discountPercent().map(OrderLines::plain).orElse(""));
  }

  private String variant(OdooRecord product) {
    return instance.settings().templates()
        ? product.link("product_variant_id").map(String::valueOf).orElse("")
        : Long.toString(product.id());
  }

  private static String plain(BigDecimal number) {
    return number.toPlainString();
  }

  private BigDecimal needed(Optional<BigDecimal> number, String what) {
    return number.orElseThrow(
        () -> new BadValue(ErrorCode.LINE_WITHOUT_VALUE, field.name(), "a line has no " + what));
  }

  private static String links(Optional<OdooRecord> product, String column) {
    return Loads.cell(product.map(each -> each.links(column)).orElse(List.of()));
  }

  private static String link(Optional<OdooRecord> product, String column) {
    return product.flatMap(each -> each.link(column)).map(String::valueOf).orElse("");
  }

  private OdooRecord need(Map<Ref, OdooRecord> products, Ref ref) {
    OdooRecord found = products.get(ref);
    if (found == null) {
      throw new BadValue(ErrorCode.PRODUCT_UNKNOWN, field.name(), "no such product, or several");
    }
    return found;
  }

  /** The products of lines, by id or by their reference. */
  private Map<Ref, OdooRecord> products(List<DocumentLine> lines) {
    Set<Ref> refs = new LinkedHashSet<>();
    lines.forEach(line -> line.product().ifPresent(refs::add));
    Map<Ref, OdooRecord> found = new LinkedHashMap<>();
    if (refs.isEmpty()) {
      return found;
    }
    List<Long> ids = new ArrayList<>();
    List<String> skus = new ArrayList<>();
    refs.forEach(
        ref ->
            ref.id()
                .ifPresentOrElse(
                    id -> ids.add(Codecs.number(field.name(), id.value())),
                    () -> skus.add(ref.value())));
    Domain domain =
        Domain.anyOf(
            List.of(Domain.where("id", "in", ids), Domain.where("default_code", "in", skus)));
    boolean templates = instance.settings().templates();
    List<String> shown = new ArrayList<>(List.of("default_code", "name", "taxes_id", "uom_id"));
    if (templates) {
      shown.add("product_variant_id");
    }
    List<OdooRecord> rows =
        instance
            .model(templates ? "product.template" : "product.product")
            .searchRead(Query.of(domain).fields(shown).withArchived());
    refs.forEach(ref -> only(rows, ref).ifPresent(row -> found.put(ref, row)));
    return found;
  }

  private static Optional<OdooRecord> only(List<OdooRecord> rows, Ref ref) {
    List<OdooRecord> fitting =
        rows.stream()
            .filter(
                row ->
                    ref.id()
                        .map(id -> id.value().equals(Long.toString(row.id())))
                        .orElseGet(
                            () -> row.text("default_code").filter(ref.value()::equals).isPresent()))
            .toList();
    return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
  }

  // ---------------------------------------------------------------- changing

  /** A change of the lines of one document that exists: leaves alone what others added. */
  record Change(List<Object> commands, List<DocumentLine> fresh, int lastSequence) {}

  /** What differs between before and now. */
  Change change(Work work) {
    List<DocumentLine> wanted = work.changed().get(field).orElse(List.of());
    Map<String, DocumentLine> before = byKey(work.before().get(field).orElse(List.of()));
    List<OdooRecord> rows = rows(List.of(work.id()));
    Map<String, OdooRecord> there = there(rows);
    List<Object> commands = new ArrayList<>();
    removed(work, wanted, before, there, commands);
    for (DocumentLine line : wanted) {
      OdooRecord row = there.get(line.key());
      if (row != null) {
        Map<String, Object> values = difference(line, before.get(line.key()));
        if (!values.isEmpty()) {
          commands.add(List.of(1, row.id(), values));
        }
      }
    }
    List<DocumentLine> fresh =
        wanted.stream().filter(line -> !there.containsKey(line.key())).toList();
    return new Change(commands, fresh, last(rows));
  }

  private static int last(List<OdooRecord> rows) {
    return rows.stream()
        .flatMap(row -> row.number("sequence").stream())
        .mapToInt(BigDecimal::intValue)
        .max()
        .orElse(0);
  }

  private Map<String, OdooRecord> there(List<OdooRecord> rows) {
    Map<Long, String> keys = keys(rows);
    Map<String, OdooRecord> there = new LinkedHashMap<>();
    rows.forEach(row -> there.put(keys.getOrDefault(row.id(), Long.toString(row.id())), row));
    return there;
  }

  /** A line of a confirmed order cannot be removed, only emptied (fact sheet §2.3). */
  private void removed(
      Work work,
      List<DocumentLine> wanted,
      Map<String, DocumentLine> before,
      Map<String, OdooRecord> there,
      List<Object> commands) {
    Set<String> kept = byKey(wanted).keySet();
    List<OdooRecord> rows =
        before.keySet().stream()
            .filter(key -> !kept.contains(key))
            .map(there::get)
            .filter(Objects::nonNull)
            .toList();
    if (rows.isEmpty()) {
      return;
    }
    boolean confirmed =
        instance.model("sale.order").read(List.of(work.id()), List.of(OrderStatus.STATE)).stream()
            .flatMap(order -> order.text(OrderStatus.STATE).stream())
            .anyMatch(state -> state.equals(OrderStatus.CONFIRMED) || state.equals("done"));
    for (OdooRecord row : rows) {
      commands.add(
          confirmed
              ? List.of(1, row.id(), Map.of(QUANTITY, BigDecimal.ZERO))
              : List.of(2, row.id(), 0));
    }
  }

  private static Map<String, DocumentLine> byKey(List<DocumentLine> lines) {
    Map<String, DocumentLine> byKey = new LinkedHashMap<>();
    lines.forEach(line -> byKey.put(line.key(), line));
    return byKey;
  }

  private Map<String, Object> difference(
      DocumentLine line, @org.jspecify.annotations.Nullable DocumentLine old) {
    Map<String, String> now = cells("", List.of(line), 0).get(0);
    Map<String, String> then = old == null ? Map.of() : cells("", List.of(old), 0).get(0);
    Map<String, Object> values = new LinkedHashMap<>();
    now.forEach(
        (column, text) -> {
          boolean same = text.equals(then.get(column)) || isSameNumber(text, then.get(column));
          if (!column.equals("id") && !column.equals("sequence") && !same) {
            values.put(column.replace("/.id", ""), value(column, text));
          }
        });
    if (values.containsKey("product_id") || values.containsKey(QUANTITY)) {
      // Up to 17 another quantity brings the product's own price back, and always a discount that
      // the price list shows: what is sent as well is not computed (fact sheet §2.3).
      for (String column : List.of("price_unit", "discount", "name")) {
        values.putIfAbsent(column, value(column, now.getOrDefault(column, "")));
      }
    }
    return values;
  }

  private static boolean isSameNumber(
      String text, @org.jspecify.annotations.Nullable String other) {
    return other != null
        && text.matches("-?[0-9]+(\\.[0-9]+)?")
        && other.matches("-?[0-9]+(\\.[0-9]+)?")
        && new BigDecimal(text).compareTo(new BigDecimal(other)) == 0;
  }

  private Object value(String column, String text) {
    if (column.equals(taxes() + "/.id")) {
      List<Long> ids =
          text.isEmpty()
              ? List.of()
              : List.of(text.split(",")).stream()
                  .map(id -> Codecs.number(field.name(), id))
                  .toList();
      return List.of(List.of(6, 0, ids));
    }
    if (text.isEmpty()) {
      return List.of(QUANTITY, "discount", "price_unit").contains(column)
          ? BigDecimal.ZERO
          : Boolean.FALSE;
    }
    if (column.endsWith("/.id")) {
      return Codecs.number(field.name(), text);
    }
    return List.of(QUANTITY, "discount", "price_unit").contains(column)
        ? new BigDecimal(text)
        : text;
  }

  /** New lines by a load of their own: their external ids keep the keys. */
  void add(Work work, Change change) {
    List<Map<String, String>> cells =
        cells(references.ofDocument(work.id()), change.fresh(), change.lastSequence());
    List<String> columns = new ArrayList<>(cells.get(0).keySet());
    List<List<String>> sheet = new ArrayList<>();
    for (Map<String, String> each : cells) {
      List<String> row =
          new ArrayList<>(columns.stream().map(name -> each.getOrDefault(name, "")).toList());
      row.add(Long.toString(work.id()));
      sheet.add(row);
    }
    columns.add("order_id/.id");
    OdooModel model = instance.model(MODEL);
    LoadAnswer answer = model.load(columns, sheet);
    if (!answer.isDone()) {
      throw new RefusedByRemote(
          ErrorDetail.of(ErrorCode.REFUSED_BY_REMOTE)
              .system(instance.settings().system())
              .field(field.name())
              .cause("load of lines")
              .build(),
          List.of());
    }
  }
}
