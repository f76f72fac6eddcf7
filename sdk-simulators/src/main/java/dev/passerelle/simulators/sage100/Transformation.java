package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a sales document into one of a later type. Lines that go over whole keep their row and
 * their DL_No; the old header disappears when nothing is left on it (fact sheet §3.3).
 */
final class Transformation {
  private static final List<String> RANKS = List.of("DE", "BC", "PL", "BL");
  private static final int ORDER = 1;
  private static final int PICKING = 2;
  private static final int DELIVERY = 3;
  private static final int INVOICE = 6;

  private final SageSession session;
  private final SalesDocuments documents;
  private final DueDates dueDates;
  private final Stock stock;

  Transformation(SageSession session) {
    this.session = session;
    this.documents = new SalesDocuments(session);
    this.dueDates = new DueDates(session);
    this.stock = new Stock(session);
  }

  /**
   * Transforms the whole document, or the given quantities of it.
   *
   * @param quantities by DL_Ligne; empty for everything
   * @return the key of the new document
   */
  DocumentKey to(int type, DocumentKey from, Map<Integer, BigDecimal> quantities) {
    SageRow header =
        documents
            .find(from)
            .orElseThrow(() -> new Refused(FieldError.of("UNKNOWN_RECORD", "DO_Piece")));
    boolean forward = from.type() < type && from.type() <= DELIVERY;
    if (!forward || !List.of(ORDER, PICKING, DELIVERY, INVOICE).contains(type)) {
      throw new Refused(FieldError.of("SAGE_REFUSED", "DO_Type"));
    }
    DocumentKey target =
        new DocumentKey(type, Numbering.take(session, type, header.number("DO_Souche")));
    int created = session.insert("F_DOCENTETE", copy(header, target));
    for (SageRow line : documents.lines(from)) {
      BigDecimal whole = line.amount("DL_Qte");
      BigDecimal part =
          quantities.isEmpty()
              ? whole
              : quantities.getOrDefault(line.number("DL_Ligne"), BigDecimal.ZERO);
      carry(line, from, target, part);
    }
    settle(from, header, target, created);
    return target;
  }

  private Map<String, Object> copy(SageRow header, DocumentKey target) {
    Map<String, Object> row = new LinkedHashMap<>();
    header
        .values()
        .forEach(
            (column, value) -> {
              if (value != null && !column.startsWith("cb")) {
                row.put(column, value);
              }
            });
    row.putAll(target.columns());
    row.put("DO_DocType", target.type());
    row.put("DO_Date", session.today());
    row.put("DO_Statut", 0);
    row.put("DO_Reliquat", 0);
    return row;
  }

  private void carry(SageRow line, DocumentKey from, DocumentKey target, BigDecimal part) {
    BigDecimal whole = line.amount("DL_Qte");
    boolean comment = line.text("AR_Ref").isEmpty();
    if (!comment && part.signum() == 0) {
      return;
    }
    if (part.abs().compareTo(whole.abs()) > 0) {
      throw new Refused(FieldError.of("INVALID_VALUE", "DL_Qte"));
    }
    moveStock(line, from.type(), target.type(), part);
    Map<String, Object> changes = new LinkedHashMap<>(target.columns());
    changes.putAll(history(line, from, part));
    if (target.type() < RANKS.size()) {
      changes.put("DL_Qte" + RANKS.get(target.type()), part);
    }
    changes.put("DL_MvtStock", mustMove(line, target.type()) ? 3 : 0);
    if (comment || part.compareTo(whole) == 0) {
      session.update("F_DOCLIGNE", line.cbMarq(), changes);
    } else {
      split(line, changes, part);
    }
  }

  private Map<String, Object> history(SageRow line, DocumentKey from, BigDecimal part) {
    String rank = RANKS.get(from.type());
    Map<String, Object> history = new LinkedHashMap<>();
    history.put("DL_Piece" + rank, from.piece());
    history.put("DL_Date" + rank, line.rawDate("DO_Date"));
    history.put("DL_Qte" + rank, part);
    history.put("DO_Date", session.today());
    return history;
  }

  private void split(SageRow line, Map<String, Object> changes, BigDecimal part) {
    Map<String, Object> moved = new LinkedHashMap<>();
    line.values()
        .forEach(
            (column, value) -> {
              if (value != null && !column.startsWith("cb")) {
                moved.put(column, value);
              }
            });
    moved.putAll(changes);
    moved.put("DL_No", session.next("F_DOCLIGNE", "DL_No"));
    moved.putAll(amounts(line, part));
    session.insert("F_DOCLIGNE", moved);
    BigDecimal rest = line.amount("DL_Qte").subtract(part);
    session.update("F_DOCLIGNE", line.cbMarq(), amounts(line, rest));
  }

  private static Map<String, Object> amounts(SageRow line, BigDecimal quantity) {
    BigDecimal net =
        Money.line(quantity, line.amount("DL_PrixUnitaire"), line.amount("DL_Remise01REM_Valeur"));
    return Map.of(
        "DL_Qte", quantity,
        "EU_Qte", quantity,
        "DL_MontantHT", net,
        "DL_MontantTTC", Money.plusPercent(net, line.amount("DL_Taxe1")));
  }

  private boolean mustMove(SageRow line, int type) {
    return type >= DELIVERY && stock.isTracked(line.text("AR_Ref"));
  }

  private void moveStock(SageRow line, int from, int to, BigDecimal quantity) {
    String article = line.text("AR_Ref");
    if (article.isEmpty() || !stock.isTracked(article)) {
      return;
    }
    int depot = line.number("DE_No");
    switch (from) {
      case ORDER -> stock.reserve(article, depot, quantity.negate());
      case PICKING -> stock.prepare(article, depot, quantity.negate());
      default -> {}
    }
    switch (to) {
      case ORDER -> stock.reserve(article, depot, quantity);
      case PICKING -> stock.prepare(article, depot, quantity);
      default -> {
        if (from < DELIVERY) {
          stock.take(article, depot, quantity);
        }
      }
    }
  }

  private void settle(DocumentKey from, SageRow oldHeader, DocumentKey target, int created) {
    boolean left = documents.lines(from).stream().anyMatch(line -> !line.text("AR_Ref").isEmpty());
    if (left) {
      StoredTotals rest = StoredTotals.of(documents.lines(from));
      dueDates.clear(from);
      dueDates.create(
          from, oldHeader.text("CT_NumPayeur"), oldHeader.rawDate("DO_Date"), rest.gross());
      Map<String, Object> changes =
          new LinkedHashMap<>(
              SalesDocuments.totals(rest.net(), rest.gross(), dueDates.deposits(from)));
      changes.put("DO_Reliquat", 1);
      session.update("F_DOCENTETE", oldHeader.cbMarq(), changes);
    } else {
      dueDates.clear(from);
      dueDates.move(from, target);
      session.delete("F_DOCENTETE", oldHeader.cbMarq());
    }
    total(target, oldHeader.text("CT_NumPayeur"), created);
  }

  private void total(DocumentKey target, String payer, int created) {
    StoredTotals totals = StoredTotals.of(documents.lines(target));
    BigDecimal deposits = dueDates.deposits(target);
    session.update(
        "F_DOCENTETE", created, SalesDocuments.totals(totals.net(), totals.gross(), deposits));
    dueDates.create(target, payer, session.today(), totals.gross().subtract(deposits));
  }
}
