package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Entries (F_ECRITUREC): what posting an invoice or a payment writes, and lettering. */
final class Accounting {
  static final int DEBIT = 0;
  static final int CREDIT = 1;
  private static final String SALES_JOURNAL = "VT";
  private static final int POSTED = 7;

  private final SageSession session;

  Accounting(SageSession session) {
    this.session = session;
  }

  /** Posts an invoice: its type becomes 7, the debt appears on the payer's account. */
  void post(DocumentKey invoice) {
    SalesDocuments documents = new SalesDocuments(session);
    SageRow header =
        documents
            .find(invoice)
            .orElseThrow(() -> new Refused(FieldError.of("UNKNOWN_RECORD", "DO_Piece")));
    if (invoice.type() != 6) {
      throw new Refused(FieldError.of("SAGE_REFUSED", "DO_Type"));
    }
    List<SageRow> lines = documents.lines(invoice);
    enter(header, lines);
    DocumentKey posted = new DocumentKey(POSTED, invoice.piece());
    session.update("F_DOCENTETE", header.cbMarq(), Map.of("DO_Type", POSTED, "DO_Transfere", 1));
    lines.forEach(line -> session.update("F_DOCLIGNE", line.cbMarq(), Map.of("DO_Type", POSTED)));
    new DueDates(session).move(invoice, posted);
  }

  private void enter(SageRow header, List<SageRow> lines) {
    boolean credit = header.number("DO_Provenance") == 2;
    StoredTotals totals = StoredTotals.of(lines);
    String piece = header.text("DO_Piece");
    String title = (credit ? "Avoir " : "Facture ") + piece;
    Entry entry =
        new Entry(
            SALES_JOURNAL, header.rawDate("DO_Date"), piece, piece, title, credit ? CREDIT : DEBIT);
    new DueDates(session)
        .all(DocumentKey.of(header)).stream()
            .filter(due -> due.number("DR_TypeRegl") == DueDates.DUE)
            .forEach(due -> debt(header, entry, due));
    deposits(header, entry);
    Taxes taxes = new Taxes(session);
    sales(header, lines, taxes)
        .forEach(
            (account, amount) -> write(entry.turned(), account, "", amount, SageColumn.NO_DATE));
    for (TaxShare share : totals.taxes()) {
      if (share.amount().signum() != 0) {
        String account = taxes.tax(share.code()).map(row -> row.text("CG_Num")).orElse("");
        write(entry.turned(), account, "", share.amount(), SageColumn.NO_DATE);
      }
    }
  }

  private void debt(SageRow header, Entry entry, SageRow due) {
    int number =
        write(
            entry,
            header.text("CG_Num"),
            header.text("CT_NumPayeur"),
            due.amount("DR_Montant"),
            due.rawDate("DR_Date"));
    session.update("F_DOCREGL", due.cbMarq(), Map.of("EC_No", number));
  }

  /** What a deposit has already settled is a debt too: its payment is an entry of its own. */
  private void deposits(SageRow header, Entry entry) {
    BigDecimal deposits = new DueDates(session).deposits(DocumentKey.of(header));
    if (deposits.signum() != 0) {
      write(
          entry,
          header.text("CG_Num"),
          header.text("CT_NumPayeur"),
          deposits,
          header.rawDate("DO_Date"));
    }
  }

  private Map<String, BigDecimal> sales(SageRow header, List<SageRow> lines, Taxes taxes) {
    Map<String, BigDecimal> accounts = new LinkedHashMap<>();
    for (SageRow line : lines) {
      session
          .row("F_ARTICLE", Map.of("AR_Ref", line.text("AR_Ref")))
          .map(article -> taxes.accountFor(article, header.number("N_CatCompta")))
          .ifPresent(
              account -> accounts.merge(account, line.amount("DL_MontantHT"), BigDecimal::add));
    }
    return accounts;
  }

  /**
   * Writes one entry; a negative amount changes the side where credits are stored positive.
   *
   * @return EC_No
   */
  int write(Entry entry, String account, String customer, BigDecimal amount, LocalDate due) {
    LocalDate month = entry.date().withDayOfMonth(1);
    Map<String, Object> period = Map.of("JO_Num", entry.journal(), "JM_Date", month);
    if (session.row("F_JMOUV", period).isEmpty()) {
      session.insert("F_JMOUV", period);
    }
    int number = session.next("F_ECRITUREC", "EC_No");
    Map<String, Object> row = new LinkedHashMap<>(period);
    row.put("EC_No", number);
    row.put("EC_Jour", entry.date().getDayOfMonth());
    row.put("EC_Date", entry.date());
    row.put("EC_Piece", entry.piece());
    row.put("EC_RefPiece", entry.reference());
    row.put("CG_Num", account);
    row.put("CT_Num", customer);
    row.put("EC_Intitule", entry.title());
    row.put("EC_Sens", entry.side());
    row.put("EC_Montant", amount.abs());
    row.put("EC_Echeance", due);
    session.insert("F_ECRITUREC", row);
    return number;
  }

  /**
   * Letters entries of one customer that balance.
   *
   * @return the letters
   * @throws Refused if debits and credits differ
   */
  String letter(List<Integer> numbers) {
    List<SageRow> entries = numbers.stream().map(this::entry).toList();
    BigDecimal balance =
        entries.stream().map(Accounting::signed).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (balance.signum() != 0
        || entries.stream().map(row -> row.text("CT_Num")).distinct().count() != 1) {
      throw new Refused(FieldError.of("SAGE_REFUSED", "EC_Lettrage"));
    }
    String letters = nextLetters();
    entries.forEach(
        row ->
            session.update(
                "F_ECRITUREC", row.cbMarq(), Map.of("EC_Lettre", 1, "EC_Lettrage", letters)));
    return letters;
  }

  /** Takes the letters off every entry that bears the same ones as this. */
  void unletter(SageRow entry) {
    if (entry.flag("EC_Lettre")) {
      session
          .rows("F_ECRITUREC", Map.of("EC_Lettrage", entry.text("EC_Lettrage")))
          .forEach(
              row ->
                  session.update(
                      "F_ECRITUREC", row.cbMarq(), Map.of("EC_Lettre", 0, "EC_Lettrage", "")));
    }
  }

  SageRow entry(int number) {
    return session
        .row("F_ECRITUREC", Map.of("EC_No", number))
        .orElseThrow(() -> new Refused(FieldError.of("UNKNOWN_RECORD", "EC_No")));
  }

  static BigDecimal signed(SageRow entry) {
    BigDecimal amount = entry.amount("EC_Montant");
    return entry.number("EC_Sens") == DEBIT ? amount : amount.negate();
  }

  private String nextLetters() {
    String last =
        session.rows("F_ECRITUREC", Map.of("EC_Lettre", 1)).stream()
            .map(row -> row.text("EC_Lettrage"))
            .max(String::compareTo)
            .orElse("AA@");
    char[] letters = last.toCharArray();
    int at = letters.length - 1;
    while (letters[at] == 'Z') {
      letters[at--] = 'A';
    }
    letters[at]++;
    return new String(letters);
  }

  /**
   * What the rows of one entry have in common.
   *
   * @param side {@link #DEBIT} or {@link #CREDIT}
   */
  record Entry(
      String journal, LocalDate date, String piece, String reference, String title, int side) {
    Entry turned() {
      return new Entry(journal, date, piece, reference, title, side == DEBIT ? CREDIT : DEBIT);
    }
  }
}
