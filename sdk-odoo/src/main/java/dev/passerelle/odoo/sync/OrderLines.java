package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.OdooRecord;
import dev.passerelle.odoo.model.Query;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lines of quotations and orders. A line's key lies in its external id; a line that somebody
 * entered in Odoo has its id as key.
 */
final class OrderLines implements Part {
  static final String MODEL = "sale.order.line";
  private static final String LIST = "order_line/";
  static final String QUANTITY = "product_uom_qty";
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

  /** Changes of documents that exist. */
  LineChanges changes() {
    return new LineChanges(this, instance, references);
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

  List<OdooRecord> rows(List<Long> orders) {
    return instance
        .model(MODEL)
        .searchRead(
            Query.of(Domain.where("order_id", "in", orders))
                .fields(SHOWN)
                .order("order_id, sequence, id"));
  }

  Map<Long, String> keys(List<OdooRecord> rows) {
    Map<Long, String> keys = new LinkedHashMap<>();
    instance
        .model(MODEL)
        .externalIds(rows.stream().map(OdooRecord::id).toList())
        .forEach((id, external) -> references.key(external).ifPresent(key -> keys.put(id, key)));
    return keys;
  }

  // ---------------------------------------------------------------- what is written

  String taxes() {
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

  List<Map<String, String>> cells(String document, List<DocumentLine> lines, int sequence) {
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
}
