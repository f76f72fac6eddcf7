package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Payments of customers (F_CREGLEMENT), what they pay (F_REGLECH) and their entries. */
final class Payments {
  private static final String BANK_JOURNAL = "BQ";
  private static final String BANK_ACCOUNT = "5120000";

  private final SageSession session;
  private final Accounting accounting;

  Payments(SageSession session) {
    this.session = session;
    this.accounting = new Accounting(session);
  }

  /**
   * Records a payment.
   *
   * @param invoice DO_Piece of the invoice that it pays, or empty
   * @param posted whether it is in accounting at once
   * @return RG_No
   */
  int record(String payer, BigDecimal amount, String invoice, boolean posted) {
    int number = session.next("F_CREGLEMENT", "RG_No");
    String piece = "RG%04d".formatted(number);
    BigDecimal applied = invoice.isEmpty() ? BigDecimal.ZERO : apply(number, invoice, amount);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("RG_No", number);
    row.put("CT_NumPayeur", payer);
    row.put("RG_Date", session.today());
    row.put("RG_Reference", invoice);
    row.put("RG_Libelle", "Règlement " + invoice);
    row.put("RG_Montant", amount);
    row.put("N_Reglement", 1);
    row.put("RG_Impute", applied.compareTo(amount) == 0 ? 1 : 0);
    row.put("RG_Compta", posted ? 1 : 0);
    row.put("JO_Num", BANK_JOURNAL);
    row.put("CG_Num", account(payer));
    row.put("RG_Piece", piece);
    row.put("EC_No", posted ? enter(payer, amount, invoice, piece) : 0);
    session.insert("F_CREGLEMENT", row);
    return number;
  }

  private BigDecimal apply(int payment, String invoice, BigDecimal amount) {
    BigDecimal left = amount;
    for (SageRow due : session.rows("F_DOCREGL", Map.of("DO_Piece", invoice, "DR_TypeRegl", 2))) {
      BigDecimal part = open(due).min(left);
      if (part.signum() > 0) {
        apply(payment, due, part);
        left = left.subtract(part);
      }
    }
    BigDecimal applied = amount.subtract(left);
    addPaid(invoice, applied);
    return applied;
  }

  private BigDecimal open(SageRow due) {
    return due.amount("DR_Montant").subtract(paid(due));
  }

  private BigDecimal paid(SageRow due) {
    return session.rows("F_REGLECH", Map.of("DR_No", due.number("DR_No"))).stream()
        .map(row -> row.amount("RC_Montant"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void apply(int payment, SageRow due, BigDecimal part) {
    boolean whole = open(due).compareTo(part) == 0;
    Map<String, Object> row = new LinkedHashMap<>(DocumentKey.of(due).columns());
    row.put("RG_No", payment);
    row.put("DR_No", due.number("DR_No"));
    row.put("RC_Montant", part);
    session.insert("F_REGLECH", row);
    if (whole) {
      session.update("F_DOCREGL", due.cbMarq(), Map.of("DR_Regle", 1));
    }
  }

  private void addPaid(String invoice, BigDecimal amount) {
    session.rows("F_DOCENTETE", Map.of("DO_Domaine", 0, "DO_Piece", invoice)).stream()
        .filter(row -> row.has("DO_MontantRegle"))
        .forEach(
            row ->
                session.update(
                    "F_DOCENTETE",
                    row.cbMarq(),
                    Map.of("DO_MontantRegle", row.amount("DO_MontantRegle").add(amount))));
  }

  private int enter(String payer, BigDecimal amount, String invoice, String piece) {
    Accounting.Entry credit =
        new Accounting.Entry(
            BANK_JOURNAL,
            session.today(),
            piece,
            invoice,
            "Règlement " + invoice,
            Accounting.CREDIT);
    accounting.write(credit.turned(), BANK_ACCOUNT, "", amount, SageColumn.NO_DATE);
    return accounting.write(credit, account(payer), payer, amount, SageColumn.NO_DATE);
  }

  private String account(String payer) {
    return session
        .row("F_COMPTET", Map.of("CT_Num", payer))
        .map(row -> row.text("CG_NumPrinc"))
        .orElseThrow(() -> new Refused(FieldError.of("UNKNOWN_PAYER", "CT_NumPayeur")));
  }

  /** Puts a payment that was recorded only into accounting. */
  void post(int number) {
    SageRow payment = payment(number);
    if (payment.flag("RG_Compta")) {
      throw new Refused(FieldError.of("SAGE_REFUSED", "RG_Compta"));
    }
    int entry =
        enter(
            payment.text("CT_NumPayeur"),
            payment.amount("RG_Montant"),
            payment.text("RG_Reference"),
            payment.text("RG_Piece"));
    session.update("F_CREGLEMENT", payment.cbMarq(), Map.of("RG_Compta", 1, "EC_No", entry));
  }

  /**
   * The bank sends a payment back: it is marked unpaid, frees the due dates that it had paid, and a
   * reversing debit appears with the due date of the oldest of them.
   *
   * @return EC_No of the debit
   */
  int bounce(int number) {
    SageRow payment = payment(number);
    if (!payment.flag("RG_Compta") || payment.date("RG_Impaye").isPresent()) {
      throw new Refused(FieldError.of("SAGE_REFUSED", "RG_Impaye"));
    }
    accounting.unletter(accounting.entry(payment.number("EC_No")));
    LocalDate due = free(payment);
    session.update(
        "F_CREGLEMENT", payment.cbMarq(), Map.of("RG_Impaye", session.today(), "RG_Impute", 0));
    String invoice = payment.text("RG_Reference");
    BigDecimal amount = payment.amount("RG_Montant");
    Accounting.Entry debit =
        new Accounting.Entry(
            BANK_JOURNAL,
            session.today(),
            payment.text("RG_Piece"),
            invoice,
            "Impayé " + invoice,
            Accounting.DEBIT);
    accounting.write(debit.turned(), BANK_ACCOUNT, "", amount, SageColumn.NO_DATE);
    return accounting.write(
        debit, payment.text("CG_Num"), payment.text("CT_NumPayeur"), amount, due);
  }

  private LocalDate free(SageRow payment) {
    LocalDate oldest = session.today();
    for (SageRow applied : session.rows("F_REGLECH", Map.of("RG_No", payment.number("RG_No")))) {
      List<SageRow> dues = session.rows("F_DOCREGL", Map.of("DR_No", applied.number("DR_No")));
      for (SageRow due : dues) {
        session.update("F_DOCREGL", due.cbMarq(), Map.of("DR_Regle", 0));
        LocalDate date = due.rawDate("DR_Date");
        oldest = date.isBefore(oldest) ? date : oldest;
      }
      addPaid(applied.text("DO_Piece"), applied.amount("RC_Montant").negate());
      session.delete("F_REGLECH", applied.cbMarq());
    }
    return oldest;
  }

  private SageRow payment(int number) {
    return session
        .row("F_CREGLEMENT", Map.of("RG_No", number))
        .orElseThrow(() -> new Refused(FieldError.of("UNKNOWN_RECORD", "RG_No")));
  }
}
