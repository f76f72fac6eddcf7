package dev.passerelle.simulators.odoo;

import static dev.passerelle.simulators.odoo.FieldDef.children;
import static dev.passerelle.simulators.odoo.FieldDef.choice;
import static dev.passerelle.simulators.odoo.FieldDef.date;
import static dev.passerelle.simulators.odoo.FieldDef.flag;
import static dev.passerelle.simulators.odoo.FieldDef.many;
import static dev.passerelle.simulators.odoo.FieldDef.money;
import static dev.passerelle.simulators.odoo.FieldDef.number;
import static dev.passerelle.simulators.odoo.FieldDef.one;
import static dev.passerelle.simulators.odoo.FieldDef.text;

import java.util.List;
import java.util.Map;

/** The models of accounting (fact sheet §2.5 to §2.7). */
final class Accounting {
  static final String MOVE = "account.move";
  static final String LINE = "account.move.line";
  static final String PAYMENT = "account.payment";
  static final String REGISTER = "account.payment.register";
  static final String REVERSAL = "account.move.reversal";
  static final String BILLING = "sale.advance.payment.inv";
  static final long RECEIVABLE = 1;
  static final long BANK = 2;

  private final Server server;
  private final Orm orm;

  Accounting(Server server) {
    this.server = server;
    this.orm = server.orm;
  }

  void define() {
    orm.define(
        new ModelDef(
            "account.account",
            text("name"),
            choice("account_type", "asset_receivable", "income", "asset_cash")));
    orm.define(
        new ModelDef(
            "account.journal", text("name"), text("code"), choice("type", "sale", "bank")));
    orm.define(move());
    orm.define(line());
    orm.define(payment());
    orm.define(
        new ModelDef(
            REGISTER,
            money("amount"),
            date("payment_date"),
            one("journal_id", "account.journal"),
            text("communication"),
            many("invoices", MOVE)));
    orm.define(
        new ModelDef(
            REVERSAL,
            many("move_ids", MOVE),
            text("reason"),
            date("date"),
            one("journal_id", "account.journal")));
    orm.define(
        new ModelDef(
            "account.payment.method.line", text("name"), one("journal_id", "account.journal")));
    orm.define(
        new ModelDef(
            BILLING,
            choice("advance_payment_method", "delivered", "percentage", "fixed"),
            many("sale_order_ids", Sales.ORDER),
            flag("deduct_down_payments")));
    orm.transaction(
        () -> {
          seed();
          return true;
        });
    new Ledger(server).define();
  }

  private void seed() {
    orm.create("account.account", Map.of("name", "Customers", "account_type", "asset_receivable"));
    orm.create("account.account", Map.of("name", "Sales", "account_type", "income"));
    orm.create("account.journal", Map.of("name", "Invoices", "code", "INV", "type", "sale"));
    orm.create("account.journal", Map.of("name", "Bank", "code", "BNK1", "type", "bank"));
    orm.create("account.payment.method.line", Map.of("name", "Manual"));
  }

  private ModelDef move() {
    return new ModelDef(
        MOVE,
        text("name").fixed(),
        choice(
                "move_type",
                "entry",
                "out_invoice",
                "out_refund",
                "in_invoice",
                "in_refund",
                "out_receipt",
                "in_receipt")
            .needed(),
        choice("state", "draft", "posted", "cancel").fixed(),
        flag("posted_before").fixed(),
        choice(
                "payment_state",
                "not_paid",
                "in_payment",
                "paid",
                "partial",
                "reversed",
                "invoicing_legacy")
            .fixed(),
        one("partner_id", Directory.PARTNER),
        one("commercial_partner_id", Directory.PARTNER).fixed(),
        text("ref"),
        text("invoice_origin"),
        text("payment_reference"),
        date("invoice_date"),
        date("invoice_date_due"),
        one("currency_id", "res.currency"),
        one("company_id", "res.company"),
        one("journal_id", "account.journal"),
        one("invoice_user_id", "res.users"),
        one("invoice_payment_term_id", "account.payment.term"),
        one("reversed_entry_id", MOVE),
        money("amount_untaxed").fixed(),
        money("amount_tax").fixed(),
        money("amount_total").fixed(),
        money("amount_residual").fixed(),
        children("line_ids", LINE, "move_id"),
        children("invoice_line_ids", LINE, "move_id"));
  }

  private ModelDef line() {
    return new ModelDef(
        LINE,
        one("move_id", MOVE).needed(),
        choice("display_type", "product", "line_section", "line_note", "tax", "payment_term"),
        one("product_id", Catalogue.VARIANT),
        text("name"),
        number("quantity"),
        one("product_uom_id", "uom.uom"),
        number("price_unit"),
        number("discount"),
        many("tax_ids", "account.tax"),
        money("price_subtotal").fixed(),
        money("price_tax").fixed(),
        money("price_total").fixed(),
        many("sale_line_ids", Sales.LINE),
        flag("is_downpayment"),
        one("payment_id", PAYMENT).fixed(),
        FieldDef.whole("sequence"),
        one("account_id", "account.account"),
        one("partner_id", Directory.PARTNER),
        one("company_id", "res.company"),
        choice("parent_state", "draft", "posted", "cancel").fixed(),
        date("date"),
        date("date_maturity"),
        money("balance").fixed(),
        money("amount_residual").fixed(),
        money("amount_residual_currency").fixed(),
        flag("reconciled").fixed());
  }

  private ModelDef payment() {
    ModelDef payment =
        new ModelDef(
            PAYMENT,
            text("name").fixed(),
            choice("payment_type", "inbound", "outbound"),
            choice("partner_type", "customer", "supplier"),
            one("partner_id", Directory.PARTNER),
            money("amount"),
            one("currency_id", "res.currency"),
            date("date"),
            one("journal_id", "account.journal"),
            one("payment_method_line_id", "account.payment.method.line"),
            one("company_id", "res.company"),
            text(server.version >= 18 ? "memo" : "ref"),
            many("reconciled_invoice_ids", MOVE).fixed(),
            flag("is_reconciled").fixed(),
            one("move_id", MOVE).fixed());
    return payment.put(
        server.version >= 18
            ? choice("state", "draft", "in_process", "paid", "canceled", "rejected").fixed()
            : choice("state", "draft", "posted", "cancel").fixed());
  }

  static boolean isOf(Row line, List<String> kinds) {
    return kinds.contains(line.text("display_type").orElse("product"));
  }
}
