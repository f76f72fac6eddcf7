package dev.passerelle.simulators.s4hana;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Customers' lines of accounting: receivables, receipts, clearing (fact sheet §2.7). */
final class Ledger {
  static final String COMPANY = "1010";
  private static final String YEAR = "2026";
  private static final String LINES = "A_OperationalAcctgDocItemCube";
  private static final String AMOUNT = "AmountInCompanyCodeCurrency";
  private static final int DAYS_TO_PAY = 30;

  private final Store store;

  Ledger(Store store) {
    this.store = store;
  }

  void receivable(Row bill, BigDecimal amount) {
    Row line = posting(bill.text("AccountingDocument"), bill.text("SoldToParty"), amount, "RV");
    line.set("BillingDocument", bill.get("BillingDocument"));
    line.set("NetDueDate", store.today().plusDays(DAYS_TO_PAY));
  }

  private Row posting(String number, String customer, BigDecimal amount, String type) {
    int lines = store.by(LINES, "AccountingDocument", number).size();
    Row line = new Row().set("CompanyCode", COMPANY).set("FiscalYear", YEAR);
    line.set("AccountingDocument", number);
    line.set("AccountingDocumentItem", "%03d".formatted(1 + lines));
    line.set("FinancialAccountType", "D").set("Customer", customer).set("IsCleared", false);
    line.set("DebitCreditCode", amount.signum() < 0 ? "H" : "S").set("IsReversed", false);
    line.set("AccountingDocumentType", type).set("PostingDate", store.today());
    line.set("DocumentDate", store.today()).set("NetDueDate", store.today());
    line.set("CompanyCodeCurrency", "EUR").set("TransactionCurrency", "EUR");
    line.set(AMOUNT, amount).set("AmountInTransactionCurrency", amount);
    return store.add(LINES, line);
  }

  /** What of a receivable is open, less what was paid of it. */
  BigDecimal open(String billing) {
    return sum(openLines(receivable(billing)));
  }

  private Row receivable(String billing) {
    return store.by(LINES, "BillingDocument", billing).stream()
        .findFirst()
        .orElseThrow(S4Error::notFound);
  }

  /** The receivable and the payments of a part of it, as far as they are not cleared. */
  private List<Row> openLines(Row receivable) {
    List<Row> lines = new ArrayList<>();
    lines.add(receivable);
    lines.addAll(store.by(LINES, "InvoiceReference", receivable.text("AccountingDocument")));
    return lines.stream().filter(line -> !line.yes("IsCleared")).toList();
  }

  private static BigDecimal sum(List<Row> lines) {
    return lines.stream().map(line -> line.number(AMOUNT)).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** A part is a line that stays open and names the invoice; the last part clears all of them. */
  String pay(String billing, BigDecimal amount) {
    Row receivable = receivable(billing);
    List<Row> open = openLines(receivable);
    int rest = sum(open).abs().compareTo(amount);
    if (open.isEmpty() || rest < 0) {
      throw S4Error.rule("F5/263", "The amount is more than what is open", AMOUNT);
    }
    boolean credit = receivable.number(AMOUNT).signum() < 0;
    String number = store.next("receipt", 14_000_001);
    BigDecimal signed = credit ? amount : amount.negate();
    Row receipt = posting(number, receivable.text("Customer"), signed, "DZ");
    if (rest == 0) {
      clear(open, number);
      clear(List.of(receipt), number);
      status(billing, "C");
    } else {
      receipt.set("InvoiceReference", receivable.get("AccountingDocument"));
      receipt.set("InvoiceReferenceFiscalYear", YEAR);
      receipt.set("NetDueDate", receivable.get("NetDueDate"));
    }
    return number;
  }

  private void clear(List<Row> lines, String by) {
    for (Row line : lines) {
      line.set("IsCleared", true).set("ClearingDate", store.today());
      line.set("ClearingAccountingDocument", by).set("ClearingDocFiscalYear", YEAR);
    }
  }

  private void status(String billing, String letter) {
    store
        .by("A_BillingDocument", "BillingDocument", billing)
        .forEach(bill -> bill.set("InvoiceClearingStatus", letter));
  }

  String onAccount(String customer, BigDecimal amount) {
    String number = store.next("receipt", 14_000_001);
    posting(number, customer, amount.negate(), "DZ");
    return number;
  }

  /** A further line of a receipt: what another part of the money was for. */
  void further(String receipt, BigDecimal amount) {
    Row first = receipt(receipt).get(0);
    posting(receipt, first.text("Customer"), amount.negate(), "DZ");
  }

  void note(String receipt, String text) {
    receipt(receipt).forEach(line -> line.set("DocumentItemText", text));
  }

  private List<Row> receipt(String number) {
    List<Row> lines = store.by(LINES, "AccountingDocument", number);
    if (lines.isEmpty()) {
      throw S4Error.notFound();
    }
    return lines;
  }

  /** The bank gave it back: what it had cleared is open again. */
  String reverse(String receipt) {
    List<Row> lines = receipt(receipt);
    for (Row cleared : store.by(LINES, "ClearingAccountingDocument", receipt)) {
      cleared.set("IsCleared", false).set("ClearingDate", null);
      cleared.set("ClearingAccountingDocument", "").set("ClearingDocFiscalYear", "");
      status(cleared.text("BillingDocument"), "A");
    }
    String number = store.next("reversal", 17_000_001);
    for (Row line : lines) {
      line.set("IsReversed", true);
      clear(List.of(line), number);
      Row back = posting(number, line.text("Customer"), line.number(AMOUNT).negate(), "DA");
      clear(List.of(back), number);
    }
    return number;
  }
}
