package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records as the agent shows them (contract of the agent, §1). */
final class Images {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS");
  private static final Set<String> AMOUNTS =
      Set.of("CT_Encours", "DL_MontantHT", "DL_MontantTTC", "DR_Montant");
  private static final List<String> HEADER =
      List.of(
          "DO_Domaine",
          "DO_Type",
          "DO_Piece",
          "DO_Date",
          "DO_Tiers",
          "CT_NumPayeur",
          "DO_Ref",
          "DO_NoWeb",
          "DO_Statut",
          "DO_Souche",
          "DE_No",
          "N_CatCompta",
          "CO_No",
          "DO_DateLivr",
          "DO_Coord01",
          "DO_Coord02",
          "DO_Coord03",
          "DO_Coord04");
  private static final List<String> LINE =
      List.of(
          "DL_Ligne",
          "DL_No",
          "AR_Ref",
          "DL_Design",
          "DL_Qte",
          "DL_PrixUnitaire",
          "DL_Remise01REM_Valeur",
          "DL_CodeTaxe1",
          "DL_Taxe1",
          "DL_MontantHT",
          "DL_MontantTTC");

  private final SageSchema schema;

  Images(SageSchema schema) {
    this.schema = schema;
  }

  Map<String, Object> record(SageRow row, List<String> columns) {
    Map<String, Object> image = new LinkedHashMap<>();
    image.put("table", row.table());
    image.put("cbMarq", row.cbMarq());
    image.put("cbModification", row.modified().format(STAMP));
    image.put("fields", fields(row, columns));
    return image;
  }

  Map<String, @Nullable Object> fields(SageRow row, List<String> columns) {
    SageTable table = schema.table(row.table());
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (String name : columns) {
      table.column(name).ifPresent(column -> fields.put(name, value(row, column)));
    }
    table
        .freeColumns()
        .forEach(name -> table.column(name).ifPresent(c -> fields.put(name, value(row, c))));
    return fields;
  }

  static @Nullable Object value(SageRow row, SageColumn column) {
    String name = column.name();
    return switch (column.kind()) {
      case TEXT -> row.text(name);
      case SMALL, INT -> row.number(name);
      case NUMBER ->
          AMOUNTS.contains(name) ? Money.amount(row.amount(name)) : Money.plain(row.amount(name));
      case DATE -> row.date(name).map(Object::toString).orElse(null);
    };
  }

  /** A stored document; the keys are those of the caller's lines, if they are known. */
  Map<String, Object> document(SageSession session, SageRow header, List<@Nullable String> keys) {
    DocumentKey key = DocumentKey.of(header);
    List<SageRow> lines = new SalesDocuments(session).lines(key);
    Map<String, Object> image = record(header, HEADER);
    List<Object> shown = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      shown.add(line(lines.get(i), i < keys.size() ? keys.get(i) : null));
    }
    image.put("lines", shown);
    DueDates dueDates = new DueDates(session);
    StoredTotals totals = StoredTotals.of(lines);
    totals(image, totals.taxes(), totals.net(), dueDates.deposits(key));
    image.put("dueDates", dueDates(dueDates.all(key)));
    return image;
  }

  private Map<String, Object> line(SageRow line, @Nullable String key) {
    Map<String, Object> image = new LinkedHashMap<>();
    if (key != null) {
      image.put("key", key);
    }
    image.put("cbMarq", line.cbMarq());
    image.put("fields", fields(line, LINE));
    return image;
  }

  private static List<Object> dueDates(List<SageRow> rows) {
    List<Object> shown = new ArrayList<>();
    for (SageRow row : rows) {
      if (row.number("DR_TypeRegl") == DueDates.DUE) {
        shown.add(
            Map.of(
                "DR_Date", row.rawDate("DR_Date").toString(),
                "DR_Montant", Money.amount(row.amount("DR_Montant"))));
      }
    }
    return shown;
  }

  /** A document that is only priced. */
  static Map<String, Object> priced(PricedDocument document) {
    Map<String, Object> image = new LinkedHashMap<>();
    image.put("notices", document.notices());
    List<Object> lines = new ArrayList<>();
    document.lines().forEach(line -> lines.add(priced(line)));
    image.put("lines", lines);
    totals(image, document.taxes(), document.net(), BigDecimal.ZERO);
    return image;
  }

  private static Map<String, Object> priced(PricedLine line) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("AR_Ref", line.draft().article());
    fields.put("DL_Design", line.text());
    fields.put("DL_Qte", Money.plain(line.draft().quantity()));
    fields.put("DL_PrixUnitaire", Money.plain(line.price()));
    fields.put("DL_Remise01REM_Valeur", Money.plain(line.draft().discount()));
    fields.put("DL_CodeTaxe1", line.taxCode());
    fields.put("DL_Taxe1", Money.plain(line.rate()));
    fields.put("DL_MontantHT", Money.amount(line.net()));
    fields.put("DL_MontantTTC", Money.amount(line.gross()));
    Map<String, Object> image = new LinkedHashMap<>();
    String key = line.draft().key();
    if (key != null) {
      image.put("key", key);
    }
    image.put("fields", fields);
    return image;
  }

  private static void totals(
      Map<String, Object> image, List<TaxShare> taxes, BigDecimal net, BigDecimal deposits) {
    BigDecimal vat = BigDecimal.ZERO;
    List<Object> shown = new ArrayList<>();
    for (TaxShare tax : taxes) {
      vat = vat.add(tax.amount());
      shown.add(
          Map.of(
              "code", tax.code(),
              "rate", Money.plain(tax.rate()),
              "base", Money.amount(tax.base()),
              "amount", Money.amount(tax.amount())));
    }
    image.put("taxes", shown);
    image.put(
        "totals",
        Map.of(
            "net", Money.amount(net),
            "vat", Money.amount(vat),
            "gross", Money.amount(net.add(vat)),
            "deposits", Money.amount(deposits)));
  }
}
