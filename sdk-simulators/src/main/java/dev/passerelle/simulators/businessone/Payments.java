package dev.passerelle.simulators.businessone;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Incoming payments. An invoice that is paid changes its figures, not its stamp (fact sheet §3).
 */
final class Payments {
  private final Company company;

  Payments(Company company) {
    this.company = company;
  }

  void post(Row row) {
    Row partner =
        company
            .find("BusinessPartners", row.text("CardCode"))
            .orElseThrow(() -> B1Error.rule("Invalid BP code"));
    row.set("DocNum", company.next("payment number")).setIfAbsent("DocDate", company.today());
    row.setIfAbsent("DocType", "rCustomer").setIfAbsent("DocCurrency", company.localCurrency);
    row.set("CardName", partner.get("CardName")).set("Cancelled", "tNO");
    row.setIfAbsent("CashSum", BigDecimal.ZERO).setIfAbsent("TransferSum", BigDecimal.ZERO);
    BigDecimal amount = row.number("CashSum").add(row.number("TransferSum"));
    if (amount.signum() <= 0) {
      throw B1Error.rule("Enter a payment amount");
    }
    int number = 0;
    for (Row invoice : row.rows("PaymentInvoices")) {
      invoice.set("LineNum", number++).setIfAbsent("InvoiceType", "it_Invoice");
      apply(invoice, 1);
    }
    partner.add("CurrentAccountBalance", amount.negate());
  }

  private void apply(Row applied, int sign) {
    Row invoice =
        company
            .find("Invoices", applied.text("DocEntry"))
            .orElseThrow(() -> B1Error.rule("Invoice not found"));
    invoice.add("PaidToDate", applied.number("SumApplied").multiply(BigDecimal.valueOf(sign)));
    boolean paid = invoice.number("PaidToDate").compareTo(invoice.number("DocTotal")) >= 0;
    invoice.set("DocumentStatus", paid ? "bost_Close" : "bost_Open");
  }

  void update(Row row, Map<String, @Nullable Object> body) {
    for (String name : body.keySet()) {
      if (!name.equals("Remarks") && !name.startsWith("U_")) {
        throw B1Error.rule("Property '" + name + "' cannot be changed after booking");
      }
    }
    Incoming.merge(company.shapes.set("IncomingPayments"), row, body, false);
  }

  void cancel(Row row) {
    if (row.yes("Cancelled")) {
      throw B1Error.rule("Payment is already cancelled");
    }
    row.set("Cancelled", "tYES");
    row.rows("PaymentInvoices").forEach(invoice -> apply(invoice, -1));
    company
        .need("BusinessPartners", row.text("CardCode"))
        .add("CurrentAccountBalance", row.number("CashSum").add(row.number("TransferSum")));
  }
}
