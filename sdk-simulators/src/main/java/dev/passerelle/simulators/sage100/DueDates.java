package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The due dates of a document (F_DOCREGL, DR_TypeRegl 2) from the payer's terms (F_REGLEMENTT). */
final class DueDates {
  static final int DEPOSIT = 0;
  static final int DUE = 2;
  private static final int PERCENT = 0;
  private static final int BALANCE = 1;

  private final SageSession session;

  DueDates(SageSession session) {
    this.session = session;
  }

  /** Writes the due dates of a document that has none; they add up to the amount. */
  void create(DocumentKey document, String payer, LocalDate date, BigDecimal amount) {
    List<SageRow> terms = new ArrayList<>(session.rows("F_REGLEMENTT", Map.of("CT_Num", payer)));
    if (terms.isEmpty()) {
      insert(document, date, amount, 1, 1);
      return;
    }
    BigDecimal left = amount;
    for (int i = 0; i < terms.size(); i++) {
      SageRow term = terms.get(i);
      boolean last = i == terms.size() - 1;
      BigDecimal part = last ? left : part(term, amount, left);
      left = left.subtract(part);
      insert(document, due(term, date), part, term.number("N_Reglement"), last ? 1 : 0);
    }
  }

  private static BigDecimal part(SageRow term, BigDecimal amount, BigDecimal left) {
    return switch (term.number("RT_TRepart")) {
      case PERCENT -> Money.percent(amount, term.amount("RT_VRepart"));
      case BALANCE -> left;
      default -> Money.round(term.amount("RT_VRepart"));
    };
  }

  /** Days first, then to the end of the month where the condition says so, then to a fixed day. */
  private static LocalDate due(SageRow term, LocalDate date) {
    LocalDate due = date.plusDays(term.number("RT_NbJour"));
    if (term.number("RT_Condition") != 0) {
      due = due.with(TemporalAdjusters.lastDayOfMonth());
    }
    int fixed = term.number("RT_JourTb01");
    if (fixed == 0) {
      return due;
    }
    LocalDate month = due.getDayOfMonth() > fixed ? due.plusMonths(1) : due;
    return month.withDayOfMonth(Math.min(fixed, month.lengthOfMonth()));
  }

  private void insert(
      DocumentKey document, LocalDate date, BigDecimal amount, int method, int balance) {
    Map<String, Object> row = new LinkedHashMap<>(document.columns());
    row.put("DR_No", session.next("F_DOCREGL", "DR_No"));
    row.put("DR_TypeRegl", DUE);
    row.put("DR_Date", date);
    row.put("DR_Libelle", "Échéance");
    row.put("DR_Montant", amount);
    row.put("DR_Equil", balance);
    row.put("N_Reglement", method);
    session.insert("F_DOCREGL", row);
  }

  List<SageRow> all(DocumentKey document) {
    return session.rows("F_DOCREGL", document.columns());
  }

  BigDecimal deposits(DocumentKey document) {
    return all(document).stream()
        .filter(row -> row.number("DR_TypeRegl") == DEPOSIT)
        .map(row -> row.amount("DR_Montant"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Removes the due dates; deposits stay. */
  void clear(DocumentKey document) {
    all(document).stream()
        .filter(row -> row.number("DR_TypeRegl") == DUE)
        .forEach(row -> session.delete("F_DOCREGL", row.cbMarq()));
  }

  /** Hands deposits, due dates and what was paid on them to the document that takes the place. */
  void move(DocumentKey from, DocumentKey to) {
    all(from).forEach(row -> session.update("F_DOCREGL", row.cbMarq(), to.columns()));
    session
        .rows("F_REGLECH", from.columns())
        .forEach(row -> session.update("F_REGLECH", row.cbMarq(), to.columns()));
  }
}
