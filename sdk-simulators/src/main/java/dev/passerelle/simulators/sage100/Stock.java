package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Quantities per article and depot (F_ARTSTOCK). An article without a row has never had a stock.
 */
final class Stock {
  private final SageSession session;

  Stock(SageSession session) {
    this.session = session;
  }

  /** The customer's own depot, else the principal one. */
  static int depotFor(SageSession session, SageRow customer) {
    int own = customer.number("DE_No");
    return own != 0 ? own : principal(session);
  }

  static int principal(SageSession session) {
    return session
        .row("F_DEPOT", Map.of("DE_Principal", 1))
        .map(row -> row.number("DE_No"))
        .orElse(0);
  }

  Optional<SageRow> row(String article, int depot) {
    return session.row("F_ARTSTOCK", Map.of("AR_Ref", article, "DE_No", depot));
  }

  /** On hand; empty if there is no row. */
  Optional<BigDecimal> onHand(String article, int depot) {
    return row(article, depot).map(row -> row.amount("AS_QteSto"));
  }

  boolean isTracked(String article) {
    return session
        .row("F_ARTICLE", Map.of("AR_Ref", article))
        .filter(row -> row.number("AR_SuiviStock") != 0)
        .isPresent();
  }

  /** Reserves for an order, or frees with a negative quantity. */
  void reserve(String article, int depot, BigDecimal quantity) {
    row(article, depot).ifPresent(row -> add(row, "AS_QteRes", quantity));
  }

  /** Puts goods of an order or quote into picking, or takes them out with a negative quantity. */
  void prepare(String article, int depot, BigDecimal quantity) {
    row(article, depot).ifPresent(row -> add(row, "AS_QtePrepa", quantity));
  }

  /**
   * Takes goods out.
   *
   * @throws Refused if fewer are there
   */
  void take(String article, int depot, BigDecimal quantity) {
    Optional<SageRow> row = row(article, depot);
    if (row.isEmpty() || row.get().amount("AS_QteSto").compareTo(quantity) < 0) {
      throw new Refused(
          FieldError.of("SAGE_REFUSED", "AR_Ref")
              .with("value", article)
              .with("message", "stock insuffisant"));
    }
    add(row.get(), "AS_QteSto", quantity.negate());
  }

  /** Brings goods in; what was on order from the supplier becomes less, not below zero. */
  void receive(String article, int depot, BigDecimal quantity) {
    SageRow row = row(article, depot).orElseGet(() -> create(article, depot));
    BigDecimal ordered = row.amount("AS_QteCom");
    session.update(
        "F_ARTSTOCK",
        row.cbMarq(),
        Map.of(
            "AS_QteSto", row.amount("AS_QteSto").add(quantity),
            "AS_QteCom", ordered.subtract(quantity).max(BigDecimal.ZERO).min(ordered)));
  }

  private SageRow create(String article, int depot) {
    int cbMarq =
        session.insert("F_ARTSTOCK", Map.of("AR_Ref", article, "DE_No", depot, "AS_Mouvemente", 1));
    return session.row("F_ARTSTOCK", cbMarq).orElseThrow();
  }

  private void add(SageRow row, String column, BigDecimal quantity) {
    session.update("F_ARTSTOCK", row.cbMarq(), Map.of(column, row.amount(column).add(quantity)));
  }
}
