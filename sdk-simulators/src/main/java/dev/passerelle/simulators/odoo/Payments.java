package dev.passerelle.simulators.odoo;

import static dev.passerelle.simulators.odoo.Accounting.LINE;
import static dev.passerelle.simulators.odoo.Accounting.MOVE;
import static dev.passerelle.simulators.odoo.Accounting.PAYMENT;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Payments and what they pay (fact sheet §2.6). Up to 17 their state and memo are those of their
 * entry: a change of them does not move the payment's own stamp. From 18 on a payment has a state
 * of its own, and where the journal has no outstanding account it gets no entry before the bank's
 * statement comes: the invoice says {@code in_payment} and stays open.
 */
final class Payments {
  private final Server server;
  private final Orm orm;
  private final Documents documents;
  private final Ledger ledger;

  Payments(Server server, Ledger ledger) {
    this.server = server;
    this.orm = server.orm;
    this.documents = new Documents(server);
    this.ledger = ledger;
  }

  void define() {
    orm.behave(PAYMENT, new Defaults());
    server.methods.action(PAYMENT, "action_post", this::post);
    server.methods.action(PAYMENT, "action_cancel", this::cancel);
    server.methods.action(Accounting.REGISTER, "action_create_payments", this::register);
    if (isOwnState()) {
      server.methods.action(PAYMENT, "action_reject", call -> away(call, "rejected"));
    }
  }

  private boolean isOwnState() {
    return server.version >= 18;
  }

  private boolean hasEntry() {
    return server.outstandingAccounts || !isOwnState();
  }

  private @Nullable Object post(Call call) {
    call.ids().forEach(id -> post(id, BigDecimal.ZERO));
    return null;
  }

  /** The part that no invoice takes stays open as a credit of the customer. */
  private void post(long id, BigDecimal allocated) {
    Row payment = orm.database().change(PAYMENT, id);
    if (!payment.is("state", "draft")) {
      throw OdooError.user("Only draft payments can be posted.");
    }
    payment.set("name", "PBNK1/%05d".formatted(orm.database().next(PAYMENT)));
    payment.set("state", isOwnState() ? "in_process" : "posted");
    if (isOwnState()) {
      payment.stamp(orm.database().now());
    }
    if (!hasEntry()) {
      return;
    }
    Row entry = orm.bare(MOVE);
    entry.set("move_type", "entry").set("state", "posted").set("invoice_date", payment.get("date"));
    entry.set("name", payment.get("name")).set("commercial_partner_id", payment.get("partner_id"));
    entry.set("invoice_date_due", payment.get("date"));
    payment.set("move_id", entry.id());
    BigDecimal amount = signed(payment);
    Row line = ledger.receivable(entry.id(), amount.negate());
    line.set("payment_id", id);
    BigDecimal taken = amount.signum() < 0 ? allocated.negate() : allocated;
    Ledger.open(line, taken.subtract(amount));
    payment.set("is_reconciled", line.flag("reconciled"));
  }

  private static BigDecimal signed(Row payment) {
    BigDecimal amount = payment.number("amount");
    return payment.is("payment_type", "outbound") ? amount.negate() : amount;
  }

  private @Nullable Object cancel(Call call) {
    return away(call, isOwnState() ? "canceled" : "cancel");
  }

  /** What it paid is open again. */
  private @Nullable Object away(Call call, String state) {
    for (Long id : call.ids()) {
      Row payment = orm.database().change(PAYMENT, id);
      BigDecimal free = payment.number("amount");
      for (Row line : entries(payment)) {
        free = line.number("amount_residual").abs();
        line.set("parent_state", "cancel").stamp(orm.database().now());
      }
      BigDecimal used = payment.number("amount").subtract(free);
      for (Long move : payment.links("reconciled_invoice_ids")) {
        reconcile(move, orm.database().need(MOVE, move).number("amount_residual").add(used));
      }
      payment.set("state", state).set("reconciled_invoice_ids", List.of());
      if (isOwnState()) {
        payment.stamp(orm.database().now());
      }
    }
    return null;
  }

  private List<Row> entries(Row payment) {
    return payment
        .link("move_id")
        .map(move -> documents.lines(LINE, "move_id", move))
        .orElse(List.of())
        .stream()
        .map(line -> orm.database().change(LINE, line.id()))
        .toList();
  }

  private Object register(Call call) {
    Row wizard = orm.database().need(Accounting.REGISTER, call.ids().get(0));
    Row move = orm.database().need(MOVE, call.activeIds().get(0));
    if (!move.is("state", "posted")) {
      throw OdooError.user("You can only register payment for posted journal entries.");
    }
    BigDecimal open = move.number("amount_residual");
    BigDecimal amount = wizard.has("amount") ? wizard.number("amount") : open;
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("partner_id", Directory.number(move.link("commercial_partner_id").orElse(0L)));
    values.put("amount", amount);
    values.put("date", wizard.get("payment_date"));
    values.put("payment_type", Ledger.refund(move) ? "outbound" : "inbound");
    values.put(isOwnState() ? "memo" : "ref", move.get("name"));
    long payment = orm.create(PAYMENT, values);
    BigDecimal taken = amount.min(open);
    post(payment, taken);
    orm.database().change(PAYMENT, payment).set("reconciled_invoice_ids", List.of(move.id()));
    if (hasEntry()) {
      reconcile(move.id(), open.subtract(taken));
    } else {
      Row invoice = orm.database().change(MOVE, move.id());
      invoice.set("payment_state", "in_payment").stamp(orm.database().now());
    }
    return Map.of("type", "ir.actions.act_window", "res_model", PAYMENT, "res_id", payment);
  }

  private void reconcile(long id, BigDecimal open) {
    Row move = orm.database().change(MOVE, id);
    move.set("amount_residual", open);
    boolean whole = open.compareTo(move.number("amount_total")) == 0;
    move.set("payment_state", open.signum() == 0 ? "paid" : whole ? "not_paid" : "partial");
    move.stamp(orm.database().now());
    for (Row each : documents.lines(LINE, "move_id", id)) {
      if (Ledger.isReceivable(each)) {
        Row line = orm.database().change(LINE, each.id());
        Ledger.open(line, Ledger.refund(move) ? open.negate() : open).stamp(orm.database().now());
      }
    }
  }

  private final class Defaults implements Behaviour {
    @Override
    public void defaults(Row row, Map<String, @Nullable Object> given) {
      row.set("state", "draft").set("company_id", 1L);
      usual(row, "payment_type", "inbound");
      usual(row, "partner_type", "customer");
      usual(row, "currency_id", server.currency());
      usual(row, "date", server.today().toString());
      usual(row, "journal_id", Accounting.BANK);
      usual(row, "payment_method_line_id", 1L);
    }

    private void usual(Row row, String field, Object value) {
      if (!row.has(field)) {
        row.set(field, value);
      }
    }

    @Override
    public void beforeUnlink(Row row) {
      if (!row.is("state", "draft")) {
        throw OdooError.user("You cannot delete a payment that was posted.");
      }
    }
  }
}
