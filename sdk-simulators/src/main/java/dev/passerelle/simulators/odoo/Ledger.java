package dev.passerelle.simulators.odoo;

import static dev.passerelle.simulators.odoo.Accounting.LINE;
import static dev.passerelle.simulators.odoo.Accounting.MOVE;

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
    Methods methods = server.methods;
    methods.action(MOVE, "action_post", this::post);
    methods.action(MOVE, "button_draft", call -> state(call, "draft"));
    methods.action(MOVE, "button_cancel", call -> state(call, "cancel"));
    methods.action(Accounting.BILLING, "create_invoices", this::bill);
    methods.action(Accounting.REVERSAL, "reverse_moves", this::reverse);
    new Payments(server, this).define();
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

  static boolean isReceivable(Row line) {
    return line.link("account_id").filter(id -> id == Accounting.RECEIVABLE).isPresent();
  }

  static boolean refund(Row move) {
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
    // A number that was given once is kept, whatever happens to the document.
    if (!move.has("name")) {
      move.set(
          "name", "%s/%s/%05d".formatted(kind, today.substring(0, 4), orm.database().next(kind)));
    }
    move.set("state", "posted").set("payment_state", "not_paid").set("posted_before", true);
    move.set("amount_residual", move.number("amount_total"));
    move.stamp(orm.database().now());
    BigDecimal total = move.number("amount_total");
    receivable(move.id(), refund(move) ? total.negate() : total);
    customer(move);
  }

  /** The item that the customer owes, or is owed. */
  Row receivable(long moveId, BigDecimal amount) {
    Row move = orm.database().need(MOVE, moveId);
    Row line = orm.bare(LINE);
    line.set("move_id", moveId).set("display_type", "payment_term");
    line.set("account_id", Accounting.RECEIVABLE).set("parent_state", "posted");
    line.set("partner_id", move.get("commercial_partner_id"));
    line.set("date", move.get("invoice_date")).set("date_maturity", move.get("invoice_date_due"));
    line.set("balance", amount).set("company_id", 1L);
    return open(line, amount);
  }

  /** There is one currency: the residual in it is the company's, too. */
  static Row open(Row line, BigDecimal amount) {
    return line.set("amount_residual", amount)
        .set("amount_residual_currency", amount)
        .set("reconciled", amount.signum() == 0);
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
      // A draft shows its total as open (it is a computed field), and nobody owes it.
      move.set("state", state).set("payment_state", "not_paid");
      move.set("amount_residual", move.number("amount_total"));
      move.stamp(orm.database().now());
    }
    return true;
  }

  private void total(long id) {
    Row move = orm.database().change(MOVE, id);
    Documents.Totals totals = documents.totals(LINE, "move_id", id);
    move.set("amount_untaxed", totals.net()).set("amount_tax", totals.tax());
    move.set("amount_total", totals.net().add(totals.tax()));
    move.set("amount_residual", move.number("amount_total"));
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
      BigDecimal open = line.number("product_uom_qty").subtract(line.number("qty_invoiced"));
      if (open.signum() > 0) {
        Map<String, @Nullable Object> values = copied(line, open);
        values.put("sale_line_ids", List.of(List.of(6, 0, List.of(line.id()))));
        lines.add(List.of(0, 0, values));
        orm.write(Sales.LINE, line.id(), Map.of("qty_invoiced", line.number("product_uom_qty")));
      }
    }
    if (lines.isEmpty()) {
      throw OdooError.user("Cannot create an invoice. No items are available to invoice.");
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

  private static Map<String, @Nullable Object> copied(Row line, BigDecimal quantity) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("product_id", line.get("product_id"));
    values.put("name", line.get("name"));
    values.put("quantity", quantity);
    values.put("price_unit", line.number("price_unit"));
    values.put("discount", line.number("discount"));
    return values;
  }

  /** Drafts of credit notes for what was posted (fact sheet §2.5). */
  private Object reverse(Call call) {
    Row wizard = orm.database().need(Accounting.REVERSAL, call.ids().get(0));
    List<Long> moves =
        wizard.links("move_ids").isEmpty() ? call.activeIds() : wizard.links("move_ids");
    for (Long id : moves) {
      Row move = orm.database().need(MOVE, id);
      List<Object> lines = new ArrayList<>();
      for (Long line : invoiceLines(move)) {
        Row row = orm.database().need(LINE, line);
        Map<String, @Nullable Object> values = copied(row, row.number("quantity"));
        values.put("tax_ids", List.of(List.of(6, 0, row.links("tax_ids"))));
        lines.add(List.of(0, 0, values));
      }
      Map<String, @Nullable Object> refund = new LinkedHashMap<>();
      refund.put("move_type", "out_refund");
      refund.put("partner_id", move.get("partner_id"));
      refund.put("ref", wizard.get("reason"));
      refund.put("reversed_entry_id", Directory.number(id));
      refund.put("invoice_line_ids", lines);
      orm.create(MOVE, refund);
    }
    return Map.of("type", "ir.actions.act_window", "res_model", MOVE);
  }
}
