package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.OdooRecord;
import dev.passerelle.odoo.model.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lines of invoices and credit notes, the orders that they were made of, and by their lines
 * whether it is a deposit (fact sheet §2.5). A line's key is its id.
 */
final class InvoiceLines implements Part {
  static final String MODEL = "account.move.line";
  private static final String ORDER_LINES = "sale_line_ids";
  private static final String DEPOSIT = "is_downpayment";
  private static final String KIND = "move_type";
  private static final List<String> SHOWN =
      List.of(
          "move_id",
          "product_id",
          "name",
          "quantity",
          "price_unit",
          "discount",
          "price_subtotal",
          "display_type",
          "sequence");

  /** Lines of tax and payment terms are the accountant's. */
  private static final Domain OF_DOCUMENTS =
      Domain.where(
          "display_type", "in", List.of("product", "line_section", "line_subsection", "line_note"));

  private final Instance instance;
  private final LineForm form;

  InvoiceLines(Instance instance) {
    this.instance = instance;
    this.form = new LineForm(instance, MODEL, "quantity");
  }

  @Override
  public List<FieldRule<?>> rules() {
    List<FieldRule<?>> rules = new ArrayList<>();
    rules.add(FieldRule.of(Invoice.LINES).readOnly());
    rules.add(FieldRule.of(Invoice.KIND).readOnly());
    if (has(ORDER_LINES)) {
      rules.add(FieldRule.of(Invoice.ORDERS).readOnly());
    }
    return rules;
  }

  /** Which columns there are depends on the modules installed. */
  private boolean has(String column) {
    return instance.fields(MODEL).containsKey(column);
  }

  @Override
  public Set<String> columns() {
    return Set.of(KIND);
  }

  /** The text of a line moves the line's stamp only (fact sheet §3). */
  Trail trail(Domain documents) {
    return Trail.stamped(
        MODEL, List.of("move_id"), OF_DOCUMENTS.and(documents), InvoiceLines::documents);
  }

  private static List<Change> documents(List<OdooRecord> rows) {
    return rows.stream()
        .flatMap(row -> row.link("move_id").stream())
        .distinct()
        .map(id -> Change.of(RecordId.of(Long.toString(id))))
        .toList();
  }

  @Override
  public Map<Long, Fields> read(List<OdooRecord> records) {
    List<Long> ids = records.stream().map(OdooRecord::id).toList();
    Map<Long, List<OdooRecord>> rows = new LinkedHashMap<>();
    ids.forEach(id -> rows.put(id, new ArrayList<>()));
    List<OdooRecord> all = rows(ids);
    all.forEach(row -> row.link("move_id").map(rows::get).ifPresent(list -> list.add(row)));
    Variants variants = new Variants(instance, all);
    Map<Long, Long> orders = orders(all);
    Map<Long, Fields> fields = new LinkedHashMap<>();
    for (OdooRecord record : records) {
      List<OdooRecord> own = rows.getOrDefault(record.id(), List.of());
      Fields.Builder shown =
          Fields.builder()
              .set(Invoice.LINES, own.stream().map(row -> line(row, variants)).toList())
              .set(Invoice.KIND, kind(record, own));
      if (has(ORDER_LINES)) {
        shown.set(Invoice.ORDERS, orders(own, orders));
      }
      fields.put(record.id(), shown.build());
    }
    return fields;
  }

  private List<OdooRecord> rows(List<Long> documents) {
    List<String> columns = new ArrayList<>(SHOWN);
    List.of(ORDER_LINES, DEPOSIT).stream().filter(this::has).forEach(columns::add);
    return instance
        .model(MODEL)
        .searchRead(
            Query.of(OF_DOCUMENTS.and("move_id", "in", documents))
                .fields(columns)
                .order("move_id, sequence, id"));
  }

  private DocumentLine line(OdooRecord row, Variants variants) {
    return form.read(Long.toString(row.id()), row, variants.product(row));
  }

  private String kind(OdooRecord record, List<OdooRecord> rows) {
    if (record.text(KIND).orElse("").equals("out_refund")) {
      return "credit_note";
    }
    List<OdooRecord> items =
        rows.stream().filter(row -> row.text("display_type").orElse("").equals("product")).toList();
    boolean deposit =
        has(DEPOSIT) && !items.isEmpty() && items.stream().allMatch(row -> row.flag(DEPOSIT));
    return deposit ? "deposit" : "invoice";
  }

  /** The order of each order line that was invoiced. */
  private Map<Long, Long> orders(List<OdooRecord> rows) {
    Map<Long, Long> orders = new LinkedHashMap<>();
    List<Long> lines =
        rows.stream().flatMap(row -> row.links(ORDER_LINES).stream()).distinct().toList();
    if (!lines.isEmpty()) {
      instance
          .model(OrderLines.MODEL)
          .read(lines, List.of("order_id"))
          .forEach(each -> each.link("order_id").ifPresent(id -> orders.put(each.id(), id)));
    }
    return orders;
  }

  private static Set<Ref> orders(List<OdooRecord> rows, Map<Long, Long> orders) {
    Set<Ref> refs = new LinkedHashSet<>();
    for (OdooRecord row : rows) {
      for (Long line : row.links(ORDER_LINES)) {
        Long order = orders.get(line);
        if (order != null) {
          refs.add(Ref.to(SalesOrder.TYPE, Long.toString(order)));
        }
      }
    }
    return refs;
  }
}
