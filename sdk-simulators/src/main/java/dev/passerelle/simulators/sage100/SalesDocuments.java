package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Sales documents as Sage stores them. */
final class SalesDocuments {
  static final int QUOTE = 0;
  static final int ORDER = 1;
  private static final int LINE_STEP = 1000;
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("'000'HHmmss");

  private final SageSession session;
  private final DueDates dueDates;
  private final Stock stock;

  SalesDocuments(SageSession session) {
    this.session = session;
    this.dueDates = new DueDates(session);
    this.stock = new Stock(session);
  }

  Optional<SageRow> find(DocumentKey key) {
    return session.row("F_DOCENTETE", key.columns());
  }

  /** The sales document that bears this web number, in whatever state it is by now. */
  Optional<SageRow> byWebNumber(String webNumber) {
    return session.row("F_DOCENTETE", Map.of("DO_Domaine", 0, "DO_NoWeb", webNumber));
  }

  List<SageRow> lines(DocumentKey key) {
    return session.rows("F_DOCLIGNE", key.columns()).stream()
        .sorted(Comparator.comparingInt(row -> row.number("DL_Ligne")))
        .toList();
  }

  /**
   * Saves a quote or an order, as a new document.
   *
   * @return the header's cbMarq
   */
  int create(PricedDocument document) {
    Draft draft = document.draft();
    SageRow customer = session.row("F_COMPTET", Map.of("CT_Num", draft.customer())).orElseThrow();
    DocumentKey key =
        new DocumentKey(
            draft.type(), Numbering.take(session, draft.type(), draft.number("DO_Souche", 0)));
    Map<String, Object> header = header(document, customer, key);
    int cbMarq = session.insert("F_DOCENTETE", header);
    int number = LINE_STEP;
    for (PricedLine line : document.lines()) {
      session.insert("F_DOCLIGNE", line(header, key, line, number));
      number += LINE_STEP;
    }
    dueDates.create(key, customer.text("CT_NumPayeur"), date(header), document.gross());
    if (draft.type() == ORDER) {
      reserve(document, depot(header));
    }
    return cbMarq;
  }

  private static LocalDate date(Map<String, Object> header) {
    return (LocalDate) Objects.requireNonNull(header.get("DO_Date"));
  }

  private static int depot(Map<String, Object> header) {
    return (Integer) Objects.requireNonNull(header.get("DE_No"));
  }

  private Map<String, Object> header(PricedDocument document, SageRow customer, DocumentKey key) {
    Map<String, Object> row = new LinkedHashMap<>(key.columns());
    row.put("DO_DocType", key.type());
    row.put("DO_Tiers", customer.text("CT_Num"));
    row.put("CT_NumPayeur", customer.text("CT_NumPayeur"));
    row.put("CO_No", customer.number("CO_No"));
    row.put("DE_No", Stock.depotFor(session, customer));
    row.put("LI_No", place(customer.text("CT_Num")));
    row.put("DO_Tarif", customer.number("N_CatTarif"));
    row.put("N_CatCompta", customer.number("N_CatCompta"));
    row.put("CG_Num", customer.text("CG_NumPrinc"));
    row.put("DO_Date", session.today());
    row.put("DO_Heure", LocalTime.from(session.now()).format(HOUR));
    row.putAll(document.draft().header());
    row.putAll(totals(document.net(), document.gross(), BigDecimal.ZERO));
    return row;
  }

  private int place(String customer) {
    return session
        .row("F_LIVRAISON", Map.of("CT_Num", customer, "LI_Principal", 1))
        .map(row -> row.number("LI_No"))
        .orElse(0);
  }

  static Map<String, Object> totals(BigDecimal net, BigDecimal gross, BigDecimal deposits) {
    return Map.of(
        "DO_TotalHT", net,
        "DO_TotalHTNet", net,
        "DO_TotalTTC", gross,
        "DO_NetAPayer", gross.subtract(deposits));
  }

  private Map<String, Object> line(
      Map<String, Object> header, DocumentKey key, PricedLine line, int number) {
    Map<String, Object> row = new LinkedHashMap<>(key.columns());
    row.put("DO_DocType", key.type());
    row.put("CT_Num", header.get("DO_Tiers"));
    row.put("DO_Date", header.get("DO_Date"));
    row.put("DO_Ref", header.getOrDefault("DO_Ref", ""));
    row.put("CO_No", header.get("CO_No"));
    row.put("DE_No", header.get("DE_No"));
    row.put("DL_No", session.next("F_DOCLIGNE", "DL_No"));
    row.put("DL_Ligne", number);
    row.put("DL_Design", line.text());
    if (!line.draft().isComment()) {
      row.putAll(article(key, line));
    }
    return row;
  }

  private static Map<String, Object> article(DocumentKey key, PricedLine line) {
    BigDecimal discount = line.draft().discount();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("AR_Ref", line.draft().article());
    row.put("DL_Qte", line.draft().quantity());
    row.put("EU_Qte", line.draft().quantity());
    row.put("EU_Enumere", line.unit());
    row.put(key.type() == QUOTE ? "DL_QteDE" : "DL_QteBC", line.draft().quantity());
    row.put("DL_PrixUnitaire", line.price());
    row.put("DL_PUTTC", Money.plusPercent(line.price(), line.rate()));
    row.put("DL_Remise01REM_Valeur", discount);
    row.put("DL_Remise01REM_Type", discount.signum() == 0 ? 0 : 1);
    row.put("DL_CodeTaxe1", line.taxCode());
    row.put("DL_Taxe1", line.rate());
    row.put("DL_Valorise", 1);
    row.put("DL_MontantHT", line.net());
    row.put("DL_MontantTTC", line.gross());
    return row;
  }

  private void reserve(PricedDocument document, int depot) {
    for (PricedLine line : document.lines()) {
      if (line.tracked()) {
        stock.reserve(line.draft().article(), depot, line.draft().quantity());
      }
    }
  }

  /**
   * Deletes a document that is neither delivered nor invoiced.
   *
   * @throws Refused for any other type
   */
  void delete(DocumentKey key) {
    SageRow header =
        find(key).orElseThrow(() -> new Refused(FieldError.of("UNKNOWN_RECORD", "DO_Piece")));
    if (key.type() > ORDER) {
      throw new Refused(FieldError.of("SAGE_REFUSED", "DO_Type"));
    }
    for (SageRow line : lines(key)) {
      if (key.type() == ORDER && stock.isTracked(line.text("AR_Ref"))) {
        stock.reserve(line.text("AR_Ref"), line.number("DE_No"), line.amount("DL_Qte").negate());
      }
      session.delete("F_DOCLIGNE", line.cbMarq());
    }
    dueDates.all(key).forEach(row -> session.delete("F_DOCREGL", row.cbMarq()));
    session.delete("F_DOCENTETE", header.cbMarq());
  }
}
