package dev.passerelle.simulators.odoo;

import static dev.passerelle.simulators.odoo.Accounting.LINE;
import static dev.passerelle.simulators.odoo.Accounting.MOVE;
import static dev.passerelle.simulators.odoo.Accounting.PAYMENT;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to invoices and payments: posting, paying, cancelling. */
final class Ledger {
  private static final List<String> SHOWN = List.of("product", "line_section", "line_note");

  private final Server server;
  private final Orm orm;
  private final Documents documents;

  Ledger(Server server) {
    this.server = server;
    this.orm = server.orm;
    this.documents = new Documents(server);
  }

  void define() {
    orm.compute(MOVE, "invoice_line_ids", this::invoiceLines);
    orm.compute(Directory.PARTNER, "credit", this::credit);
    orm.behave(MOVE, new Moves());
    orm.behave(LINE, new Lines());
    orm.behave(PAYMENT, new Payments());
    Methods methods = server.methods;
    methods.action(MOVE, "action_post", this::post);
    methods.action(MOVE, "button_draft", call -> state(call, "draft"));
    methods.action(MOVE, "button_cancel", call -> state(call, "cancel"));
    methods.action(PAYMENT, "action_post", this::postPayments);
    methods.action(Accounting.REGISTER, "action_create_payments", this::register);
    methods.action(Accounting.BILLING, "create_invoices", this::bill);
  }

  private List<Long> invoiceLines(Row move) {
    return documents.lines(LINE, "move_id", move.id()).stream()
        .filter(line -> Accounting.isOf(line, SHOWN))
        .map(Row::id)
        .toList();
  }

  private Object credit(Row partner) {
    return orm.database().table(LINE).values().stream()
        .filter(line -> line.is("parent_state", "posted") && isReceivable(line))
        .filter(line -> line.link("partner_id").filter(id -> id == partner.id()).isPresent())
        .map(line -> line.number("amount_residual"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static boolean isReceivable(Row line) {
    return line.link("account_id").filter(id -> id == Accounting.RECEIVABLE).isPresent();
  }

  private static boolean refund(Row move) {
    return move.is("move_type", "out_refund");
  }

  private static boolean isInvoice(Row move) {
    return !move.is("move_type", "entry");
  }

  // ---------------------------------------------------------------- invoices

  private @Nullable Object post(Call call) {
    for (Long id : call.ids()) {
      Row move = orm.database().change(MOVE, id);
      if (!move.is("state", "draft")) {
        throw OdooError.user("The entry must be in draft.");
      }
      if (documents.lines(LINE, "move_id", id).isEmpty()) {
        throw OdooError.user("You need to add a line before posting.");
      }
      post(move);
    }
    return false;
  }

  private void post(Row move) {
    String today = server.today().toString();
    if (!move.has("invoice_date")) {
      move.set("invoice_date", today);
    }
    if (!move.has("invoice_date_due")) {
      move.set("invoice_date_due", move.get("invoice_date"));
    }
    String kind = refund(move) ? "RINV" : "INV";
    move.set(
        "name", "%s/%s/%05d".formatted(kind, today.substring(0, 4), orm.database().next(kind)));
    move.set("state", "posted").set("payment_state", "not_paid");
    move.set("amount_residual", move.number("amount_total"));
    move.stamp(orm.database().now());
    BigDecimal total = move.number("amount_total");
    receivable(move.id(), refund(move) ? total.negate() : total);
    customer(move);
  }

  private void receivable(long moveId, BigDecimal amount) {
    Row move = orm.database().need(MOVE, moveId);
    Row line = orm.bare(LINE);
    line.set("move_id", moveId).set("display_type", "payment_term");
    line.set("account_id", Accounting.RECEIVABLE).set("parent_state", "posted");
    line.set("partner_id", move.get("commercial_partner_id"));
    line.set("date", move.get("invoice_date")).set("date_maturity", move.get("invoice_date_due"));
    line.set("balance", amount).set("amount_residual", amount).set("company_id", 1L);
  }

  /** Posting raises the rank and moves the partner's stamp (fact sheet §2.1). */
  private void customer(Row move) {
    move.link("commercial_partner_id")
        .ifPresent(
            id -> {
              BigDecimal rank = orm.database().need(Directory.PARTNER, id).number("customer_rank");
              orm.write(Directory.PARTNER, id, Map.of("customer_rank", rank.add(BigDecimal.ONE)));
            });
  }

  private @Nullable Object state(Call call, String state) {
    for (Long id : call.ids()) {
      Row move = orm.database().change(MOVE, id);
      if (move.is("state", "posted")) {
        documents.lines(LINE, "move_id", id).stream()
            .filter(Ledger::isReceivable)
            .forEach(line -> orm.database().delete(LINE, line.id()));
      }
      move.set("state", state).set("amount_residual", null);
      move.stamp(orm.database().now());
    }
    return true;
  }

  private void total(long id) {
    Row move = orm.database().change(MOVE, id);
    Documents.Totals totals = documents.totals(LINE, "move_id", id);
    move.set("amount_untaxed", totals.net()).set("amount_tax", totals.tax());
    move.set("amount_total", totals.net().add(totals.tax()));
  }

  private final class Moves implements Behaviour {
    @Override
    public void defaults(Row row, Map<String, @Nullable Object> given) {
      row.set("state", "draft").set("payment_state", "not_paid").set("company_id", 1L);
      if (!row.has("currency_id")) {
        row.set("currency_id", server.currency());
      }
      partner(row);
    }

    private void partner(Row row) {
      row.link("partner_id")
          .flatMap(id -> orm.database().row(Directory.PARTNER, id))
          .ifPresent(
              partner ->
                  row.set(
                      "commercial_partner_id",
                      orm.raw(
                          orm.model(Directory.PARTNER),
                          partner,
                          orm.model(Directory.PARTNER).need("commercial_partner_id"))));
    }

    @Override
    public void beforeWrite(Row row, Map<String, @Nullable Object> values) {
      Set<String> free = Set.of("ref", "payment_reference", "invoice_user_id", "invoice_origin");
      if (row.is("state", "posted") && !free.containsAll(values.keySet())) {
        throw OdooError.user("You cannot modify a posted entry: " + values.keySet());
      }
    }

    @Override
    public void changed(long id, Set<String> fields) {
      Row row = orm.database().need(MOVE, id);
      if (row.is("state", "draft")) {
        partner(row);
        total(id);
      }
    }

    @Override
    public void beforeUnlink(Row row) {
      if (row.is("state", "posted")) {
        throw OdooError.user("You cannot delete a posted journal entry.");
      }
    }
  }

  private final class Lines implements Behaviour {
    @Override
    public void defaults(Row row, Map<String, @Nullable Object> given) {
      if (!row.has("display_type")) {
        row.set("display_type", "product");
      }
      row.set("parent_state", "draft");
      if (!row.is("display_type", "product")) {
        return;
      }
      Row product = documents.product(row);
      row.set("account_id", 2L);
      if (!row.has("quantity")) {
        row.set("quantity", BigDecimal.ONE);
      }
      if (!row.has("name")) {
        row.set("name", documents.productField(product, "name"));
      }
      if (!row.has("price_unit")) {
        row.set("price_unit", documents.productField(product, "list_price"));
      }
      if (!given.containsKey("tax_ids")) {
        row.set("tax_ids", documents.productField(product, "taxes_id"));
      }
    }

    @Override
    public void changed(long id, Set<String> fields) {
      Row line = orm.database().need(LINE, id);
      if (line.is("display_type", "product")) {
        documents.price(line, line.number("quantity"), "tax_ids");
      }
      line.link("move_id")
          .filter(move -> orm.database().row(MOVE, move).isPresent())
          .ifPresent(Ledger.this::total);
    }
  }

  // ---------------------------------------------------------------- payments

  private final class Payments implements Behaviour {
    @Override
    public void defaults(Row row, Map<String, @Nullable Object> given) {
      row.set("state", "draft").set("company_id", 1L);
      if (!row.has("payment_type")) {
        row.set("payment_type", "inbound");
      }
      if (!row.has("partner_type")) {
        row.set("partner_type", "customer");
      }
      if (!row.has("currency_id")) {
        row.set("currency_id", server.currency());
      }
      if (!row.has("date")) {
        row.set("date", server.today().toString());
      }
      if (!row.has("journal_id")) {
        row.set("journal_id", Accounting.BANK);
      }
    }
  }

  private @Nullable Object postPayments(Call call) {
    call.ids().forEach(id -> postPayment(id, BigDecimal.ZERO));
    return null;
  }

  /** The part that no invoice takes stays open as a credit of the customer. */
  private void postPayment(long id, BigDecimal allocated) {
    Row payment = orm.database().change(PAYMENT, id);
    payment.set("name", "PBNK1/%05d".formatted(orm.database().next(PAYMENT)));
    payment.set("state", server.version >= 18 ? "in_process" : "posted");
    payment.stamp(orm.database().now());
    Row entry = orm.bare(MOVE);
    entry.set("move_type", "entry").set("state", "posted").set("invoice_date", payment.get("date"));
    entry.set("name", payment.get("name")).set("commercial_partner_id", payment.get("partner_id"));
    entry.set("invoice_date_due", payment.get("date"));
    payment.set("move_id", entry.id());
    receivable(entry.id(), payment.number("amount").negate());
    Row line = documents.lines(LINE, "move_id", entry.id()).get(0);
    line.set("amount_residual", allocated.subtract(payment.number("amount")));
    line.set("reconciled", line.number("amount_residual").signum() == 0);
    payment.set("is_reconciled", line.flag("reconciled"));
  }

  private Object register(Call call) {
    Row wizard = orm.database().need(Accounting.REGISTER, call.ids().get(0));
    Row move = orm.database().need(MOVE, call.activeIds().get(0));
    BigDecimal open = move.number("amount_residual");
    BigDecimal amount = wizard.has("amount") ? wizard.number("amount") : open;
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("partner_id", Directory.number(move.link("commercial_partner_id").orElse(0L)));
    values.put("amount", amount);
    values.put("date", wizard.get("payment_date"));
    values.put("payment_type", refund(move) ? "outbound" : "inbound");
    values.put(server.version >= 18 ? "memo" : "ref", move.get("name"));
    long payment = orm.create(PAYMENT, values);
    BigDecimal taken = amount.min(open);
    postPayment(payment, taken);
    orm.database().change(PAYMENT, payment).set("reconciled_invoice_ids", List.of(move.id()));
    reconcile(move.id(), open.subtract(taken));
    return Map.of("type", "ir.actions.act_window", "res_model", PAYMENT, "res_id", payment);
  }

  private void reconcile(long id, BigDecimal open) {
    Row move = orm.database().change(MOVE, id);
    move.set("amount_residual", open);
    move.set("payment_state", open.signum() == 0 ? "paid" : "partial");
    move.stamp(orm.database().now());
    for (Row each : documents.lines(LINE, "move_id", id)) {
      if (isReceivable(each)) {
        Row line = orm.database().change(LINE, each.id());
        line.set("amount_residual", refund(move) ? open.negate() : open);
        line.set("reconciled", open.signum() == 0);
        line.stamp(orm.database().now());
      }
    }
  }

  // ---------------------------------------------------------------- billing of orders

  private Object bill(Call call) {
    Row wizard = orm.database().need(Accounting.BILLING, call.ids().get(0));
    List<Long> orders =
        wizard.links("sale_order_ids").isEmpty()
            ? call.activeIds()
            : wizard.links("sale_order_ids");
    orders.forEach(this::bill);
    return Map.of("type", "ir.actions.act_window", "res_model", MOVE);
  }

  private void bill(long orderId) {
    Row order = orm.database().need(Sales.ORDER, orderId);
    List<Object> lines = new ArrayList<>();
    for (Row line : documents.lines(Sales.LINE, "order_id", orderId)) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      values.put("product_id", line.get("product_id"));
      values.put("name", line.get("name"));
      values.put("quantity", line.number("product_uom_qty"));
      values.put("price_unit", line.number("price_unit"));
      values.put("discount", line.number("discount"));
      values.put("sale_line_ids", List.of(List.of(6, 0, List.of(line.id()))));
      lines.add(List.of(0, 0, values));
      orm.write(Sales.LINE, line.id(), Map.of("qty_invoiced", line.number("product_uom_qty")));
    }
    Map<String, @Nullable Object> move = new LinkedHashMap<>();
    move.put("move_type", "out_invoice");
    move.put("partner_id", order.get("partner_invoice_id"));
    move.put("invoice_origin", order.get("name"));
    move.put("invoice_line_ids", lines);
    orm.create(MOVE, move);
    // The order's stamp moves when an invoice is made of it (fact sheet §3).
    orm.database().change(Sales.ORDER, orderId).stamp(orm.database().now());
  }
}
