package dev.passerelle.sage.sage100;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sales tax of articles: F_ARTCOMPTA of the article for an accounting category, else
 * F_FAMCOMPTA of its family; the rate as F_TAXE keeps it, never computed (fact sheet §3.2).
 */
final class ArticleTaxes {
  static final Tax NO_TAX = new Tax(null, null);
  private static final String RATES =
      "SELECT t.[TA_Code], t.[TA_Taux], t.[TA_TTaux] FROM [dbo].[F_TAXE] t ORDER BY t.[TA_Code]";
  private static final String FAMILIES =
      "SELECT f.[FA_CodeFamille], f.[FCP_Champ], f.[FCP_ComptaCPT_Taxe1] FROM [dbo].[F_FAMCOMPTA] f"
          + " WHERE f.[FCP_Type] = 0 ORDER BY f.[cbMarq]";

  private final Database database;

  record Tax(@Nullable String code, @Nullable BigDecimal rate) {}

  ArticleTaxes(Database database) {
    this.database = database;
  }

  /** Taxes by AR_Ref of rows that hold AR_Ref and FA_CodeFamille. */
  Map<String, Tax> of(List<Row> articles, int category) {
    Map<String, BigDecimal> rates = rates();
    Map<String, String> own = own(articles, category);
    Map<String, String> families = families(category);
    Map<String, Tax> taxes = new HashMap<>();
    for (Row row : articles) {
      String reference = row.code("AR_Ref");
      String code = own.getOrDefault(reference, families.get(row.code("FA_CodeFamille")));
      if (code != null) {
        taxes.put(reference, new Tax(code, rates.get(code)));
      }
    }
    return taxes;
  }

  List<ChangeSource> changes() {
    return database.has("F_ARTCOMPTA")
        ? List.of(ChangeSource.of("F_ARTCOMPTA", "x.[AR_Ref]"))
        : List.of();
  }

  String digestText() {
    StringBuilder text = new StringBuilder(rates().toString());
    if (database.has("F_FAMCOMPTA")) {
      for (Row row : database.settings(FAMILIES)) {
        text.append(row.code("FA_CodeFamille")).append(row.integer("FCP_Champ"));
        text.append(row.code("FCP_ComptaCPT_Taxe1")).append('\n');
      }
    }
    return text.toString();
  }

  private Map<String, String> own(List<Row> articles, int category) {
    if (!database.has("F_ARTCOMPTA")) {
      return Map.of();
    }
    String statement =
        "SELECT a.[AR_Ref], a.[ACP_ComptaCPT_Taxe1] FROM [dbo].[F_ARTCOMPTA] a"
            + " WHERE a.[ACP_Type] = 0 AND a.[ACP_Champ] = ? AND "
            + database.key("a.[AR_Ref]")
            + " IN :in";
    List<String> references = articles.stream().map(row -> row.code("AR_Ref")).toList();
    return codes(
        database.rowsIn(statement, List.of(category), references), "AR_Ref", "ACP_ComptaCPT_Taxe1");
  }

  private Map<String, String> families(int category) {
    if (!database.has("F_FAMCOMPTA")) {
      return Map.of();
    }
    List<Row> rows =
        database.settings(FAMILIES).stream()
            .filter(row -> row.integer("FCP_Champ") == category)
            .toList();
    return codes(rows, "FA_CodeFamille", "FCP_ComptaCPT_Taxe1");
  }

  private static Map<String, String> codes(List<Row> rows, String key, String value) {
    return rows.stream()
        .filter(row -> row.optionalCode(value).isPresent())
        .collect(Collectors.toMap(r -> r.code(key), r -> r.code(value), (first, next) -> first));
  }

  /** Rates in per cent by code; a tax that is no rate (amount, per weight) has none. */
  private Map<String, BigDecimal> rates() {
    Map<String, BigDecimal> rates = new java.util.TreeMap<>();
    if (database.has("F_TAXE")) {
      database.settings(RATES).stream()
          .filter(row -> row.integer("TA_TTaux") == 0)
          .forEach(row -> rates.put(row.code("TA_Code"), row.decimal("TA_Taux")));
    }
    return rates;
  }
}
