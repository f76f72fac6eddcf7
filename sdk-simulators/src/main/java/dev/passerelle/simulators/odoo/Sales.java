package dev.passerelle.simulators.odoo;

import static dev.passerelle.simulators.odoo.FieldDef.children;
import static dev.passerelle.simulators.odoo.FieldDef.choice;
import static dev.passerelle.simulators.odoo.FieldDef.date;
import static dev.passerelle.simulators.odoo.FieldDef.flag;
import static dev.passerelle.simulators.odoo.FieldDef.money;
import static dev.passerelle.simulators.odoo.FieldDef.number;
import static dev.passerelle.simulators.odoo.FieldDef.of;
import static dev.passerelle.simulators.odoo.FieldDef.one;
import static dev.passerelle.simulators.odoo.FieldDef.text;
import static dev.passerelle.simulators.odoo.FieldDef.time;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Quotations and orders: one model (fact sheet §2.3). */
final class Sales {
  static final String ORDER = "sale.order";
  static final String LINE = "sale.order.line";

  private final Server server;
  private final Orm orm;
  private final Documents documents;
  private final String taxes;
  private final String unit;

  Sales(Server server) {
    this.server = server;
    this.orm = server.orm;
    this.documents = new Documents(server);
    taxes = server.version >= 19 ? "tax_ids" : "tax_id";
    unit = server.version >= 19 ? "product_uom_id" : "product_uom";
  }

  void define() {
    orm.define(order());
    orm.define(line());
    orm.behave(ORDER, new Orders());
    orm.behave(LINE, new Lines());
    server.methods.action(ORDER, "action_confirm", this::confirm);
    server.methods.action(ORDER, "action_cancel", this::cancel);
    server.methods.action(
        ORDER, "action_draft", call -> move(call, List.of("cancel", "sent"), "draft"));
    server.methods.action(
        ORDER, "action_quotation_sent", call -> move(call, List.of("draft"), "sent"));
    server.methods.action(ORDER, "action_lock", call -> lock(call, true));
    server.methods.action(ORDER, "action_unlock", call -> lock(call, false));
  }

  private ModelDef order() {
    ModelDef order =
        new ModelDef(
            ORDER,
            text("name").fixed(),
            one("partner_id", Directory.PARTNER).needed(),
            one("partner_invoice_id", Directory.PARTNER),
            one("partner_shipping_id", Directory.PARTNER),
            server.version >= 17
                ? choice("state", "draft", "sent", "sale", "cancel").fixed()
                : choice("state", "draft", "sent", "sale", "done", "cancel").fixed(),
            time("date_order"),
            date("validity_date"),
            text("client_order_ref"),
            text("origin"),
            of("note", FieldKind.HTML),
            one("pricelist_id", "product.pricelist"),
            one("currency_id", "res.currency").fixed(),
            one("payment_term_id", "account.payment.term"),
            one("user_id", "res.users"),
            one("company_id", "res.company"),
            one("warehouse_id", "stock.warehouse"),
            money("amount_untaxed").fixed(),
            money("amount_tax").fixed(),
            money("amount_total").fixed(),
            choice("invoice_status", "upselling", "invoiced", "to invoice", "no").fixed(),
            choice("delivery_status", "pending", "started", "partial", "full").fixed(),
            children("order_line", LINE, "order_id"));
    return server.version >= 17 ? order.put(flag("locked")) : order;
  }

  private ModelDef line() {
    return new ModelDef(
        LINE,
        one("order_id", ORDER).needed(),
        one("product_id", Catalogue.VARIANT),
        text("name"),
        number("product_uom_qty").rounded(2),
        one(unit, "uom.uom"),
        // 19 keeps the digits of a unit price, and only shows two at least.
        number("price_unit").rounded(server.version >= 19 ? -1 : 2),
        number("discount").rounded(2),
        FieldDef.many(taxes, "account.tax"),
        money("price_subtotal").fixed(),
        money("price_tax").fixed(),
        money("price_total").fixed(),
        number("qty_delivered"),
        number("qty_invoiced"),
        FieldDef.whole("sequence"),
        choice("display_type", "line_section", "line_note"));
  }

  private @Nullable Object confirm(Call call) {
    for (Long id : call.ids()) {
      Row order = orm.database().need(ORDER, id);
      if (!List.of("draft", "sent").contains(order.text("state").orElse(""))) {
        throw OdooError.user("Some orders are not in a state requiring confirmation.");
      }
      put(id, "state", "sale");
      // The day of an order is that of its confirmation.
      orm.database().need(ORDER, id).set("date_order", DateFilters.show(orm.database().now()));
    }
    return true;
  }

  /** Up to 18 a confirmed order brings a dialog, and nothing happens (fact sheet §2.3). */
  private @Nullable Object cancel(Call call) {
    boolean asks =
        server.version < 19
            && !Boolean.TRUE.equals(call.context().get("disable_cancel_warning"))
            && call.ids().stream()
                .anyMatch(id -> !orm.database().need(ORDER, id).is("state", "draft"));
    if (asks) {
      return Map.of("type", "ir.actions.act_window", "res_model", "sale.order.cancel");
    }
    for (Long id : call.ids()) {
      if (orm.database().need(ORDER, id).flag("locked")) {
        throw OdooError.user("You cannot cancel a locked order.");
      }
      put(id, "state", "cancel");
    }
    return true;
  }

  private @Nullable Object move(Call call, List<String> from, String to) {
    for (Long id : call.ids()) {
      if (from.contains(orm.database().need(ORDER, id).text("state").orElse(""))) {
        put(id, "state", to);
      }
    }
    return true;
  }

  private @Nullable Object lock(Call call, boolean locked) {
    call.ids().forEach(id -> put(id, "locked", locked));
    return null;
  }

  private void put(long id, String field, Object value) {
    Row row = orm.database().change(ORDER, id);
    row.set(field, value);
    row.stamp(orm.database().now());
    total(id);
  }

  private void total(long id) {
    Row order = orm.database().change(ORDER, id);
    Documents.Totals totals = documents.totals(LINE, "order_id", id);
    order.set("amount_untaxed", totals.net()).set("amount_tax", totals.tax());
    order.set("amount_total", totals.net().add(totals.tax()));
    boolean confirmed = order.is("state", "sale") || order.is("state", "done");
    order.set("invoice_status", confirmed ? invoiced(id) : "no");
    order.set("delivery_status", confirmed ? delivered(id) : null);
  }

  private String invoiced(long id) {
    return lines(id).stream()
            .allMatch(
                line -> line.number("qty_invoiced").compareTo(line.number("product_uom_qty")) >= 0)
        ? "invoiced"
        : "to invoice";
  }

  private String delivered(long id) {
    List<Row> lines = lines(id);
    if (lines.stream().allMatch(line -> line.number("qty_delivered").signum() == 0)) {
      return "pending";
    }
    boolean all =
        lines.stream()
            .allMatch(
                line ->
                    line.number("qty_delivered").compareTo(line.number("product_uom_qty")) >= 0);
    return all ? "full" : "partial";
  }

  private List<Row> lines(long order) {
    return documents.lines(LINE, "order_id", order).stream()
        .filter(line -> !line.has("display_type"))
        .toList();
  }

  private final class Orders implements Behaviour {
    @Override
    public void defaults(Row row, Map<String, @Nullable Object> given) {
      row.set("name", "S%05d".formatted(orm.database().next(ORDER)));
      row.set("state", "draft").set("currency_id", server.currency()).set("company_id", 1L);
      if (!row.has("date_order")) {
        row.set("date_order", DateFilters.show(orm.database().now()));
      }
      if (!row.has("validity_date")) {
        row.set("validity_date", server.today().plusDays(30).toString());
      }
      if (!row.has("warehouse_id")) {
        row.set("warehouse_id", 1L);
      }
      row.set("partner_invoice_id", row.get("partner_id"));
      row.set("partner_shipping_id", row.get("partner_id"));
      customer(row.link("partner_id").orElse(0L));
    }

    /** A first sale makes a customer, and moves the partner's stamp (fact sheet §2.1). */
    private void customer(long partner) {
      orm.database()
          .row(Directory.PARTNER, partner)
          .filter(row -> row.number("customer_rank").signum() == 0)
          .ifPresent(
              row ->
                  orm.write(Directory.PARTNER, partner, Map.of("customer_rank", BigDecimal.ONE)));
    }

    @Override
    public void changed(long id, Set<String> fields) {
      total(id);
    }

    @Override
    public void beforeUnlink(Row row) {
      if (!row.is("state", "draft") && !row.is("state", "cancel")) {
        throw OdooError.user("You can not delete a sent quotation or a confirmed sales order.");
      }
    }
  }

  private final class Lines implements Behaviour {
    @Override
    public void defaults(Row row, Map<String, @Nullable Object> given) {
      if (row.has("display_type")) {
        return;
      }
      Row product = documents.product(row);
      if (!row.has("name")) {
        row.set("name", documents.productField(product, "name"));
      }
      if (!row.has("price_unit")) {
        row.set("price_unit", documents.productField(product, "list_price"));
      }
      if (!row.has(unit)) {
        row.set(unit, documents.productField(product, "uom_id"));
      }
      if (!given.containsKey(taxes)) {
        row.set(taxes, documents.productField(product, "taxes_id"));
      }
      if (!row.has("product_uom_qty")) {
        row.set("product_uom_qty", BigDecimal.ONE);
      }
    }

    @Override
    public void beforeWrite(Row row, Map<String, @Nullable Object> values) {
      Row order = orm.database().need(ORDER, row.link("order_id").orElse(0L));
      if (order.flag("locked") || order.is("state", "done")) {
        throw OdooError.user("It is forbidden to modify lines of a locked order.");
      }
      recompute(row, values);
    }

    /** What hangs on product and quantity is computed anew unless it is given as well. */
    private void recompute(Row row, Map<String, @Nullable Object> values) {
      boolean otherProduct = values.containsKey("product_id");
      boolean otherQuantity = values.containsKey("product_uom_qty");
      // From 18 on a price that somebody entered stays where the quantity changes.
      boolean priced = otherProduct || (otherQuantity && server.version < 18);
      Row product = otherProduct ? product(values.get("product_id")) : documents.product(row);
      if (row.has("display_type") || product.id() == 0) {
        return;
      }
      if (priced) {
        values.putIfAbsent("price_unit", documents.productField(product, "list_price"));
      }
      if (otherProduct) {
        values.putIfAbsent("name", documents.productField(product, "name"));
      }
      if (otherProduct || otherQuantity) {
        boolean shown =
            orm.database()
                .need(ORDER, row.link("order_id").orElse(0L))
                .link("pricelist_id")
                .isPresent();
        // A price list that shows its discounts sets them.
        if (shown) {
          values.putIfAbsent("discount", BigDecimal.ZERO);
        }
      }
    }

    private Row product(@Nullable Object id) {
      return orm.database().need(Catalogue.VARIANT, new BigDecimal(String.valueOf(id)).longValue());
    }

    @Override
    public void changed(long id, Set<String> fields) {
      Row line = orm.database().need(LINE, id);
      documents.price(line, line.number("product_uom_qty"), taxes);
      line.link("order_id")
          .filter(order -> orm.database().row(ORDER, order).isPresent())
          .ifPresent(order -> total(order));
    }

    @Override
    public void beforeUnlink(Row row) {
      Row order = orm.database().need(ORDER, row.link("order_id").orElse(0L));
      if (order.is("state", "sale") || order.is("state", "done")) {
        throw OdooError.user("You can not remove an order line once the order is confirmed.");
      }
    }
  }
}
