package dev.passerelle.sage.sage100;

import dev.passerelle.sage.sage100.model.ArticleRow;
import dev.passerelle.sage.sage100.model.PriceRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Articles of the company. Reads only; thread-safe. */
public final class Articles {
  static final String TABLE = "F_ARTICLE";
  private static final List<String> REQUIRED =
      List.of("cbMarq", "cbModification", "AR_Ref", "AR_Design", "AR_PrixVen");
  private static final List<String> COLUMNS =
      List.of(
          "cbMarq",
          "cbModification",
          "AR_Ref",
          "AR_Design",
          "FA_CodeFamille",
          "AR_CodeBarre",
          "AR_UniteVen",
          "AR_PrixVen",
          "AR_PrixTTC",
          "AR_SuiviStock",
          "AR_Sommeil");

  private final Database database;
  private final ArticlePrices prices;
  private final ArticleTaxes taxes;

  Articles(Database database) {
    this.database = database;
    this.prices = new ArticlePrices(database);
    this.taxes = new ArticleTaxes(database);
  }

  /**
   * What is read beside the article's own row.
   *
   * @param unit the label of the sales unit
   * @param taxCategory the accounting category (N_CatCompta) for which the tax is told; 0 for none
   * @param prices prices per category
   * @param free free fields of F_ARTICLE, by column name
   */
  public record Extras(boolean unit, int taxCategory, boolean prices, Set<String> free) {
    /** Nothing. */
    public static final Extras NONE = new Extras(false, 0, false, Set.of());

    /** Copies. */
    public Extras {
      free = Set.copyOf(free);
    }
  }

  /** Articles by AR_Ref; unknown ones are left out. */
  public List<ArticleRow> byReference(Collection<String> references, Extras extras) {
    String condition = " WHERE " + database.key("x.[AR_Ref]") + " IN :in";
    return complete(
        database.rowsIn(select("", extras) + condition, Customers.codes(references)), extras);
  }

  /** The next articles in the order of cbMarq. */
  public List<ArticleRow> after(int marq, int limit, Extras extras) {
    String statement = select("TOP (" + limit + ") ", extras);
    return complete(
        database.rows(statement + " WHERE x.[cbMarq] > ? ORDER BY x.[cbMarq]", marq), extras);
  }

  /** AR_Ref by cbMarq of the next articles in that order. */
  public Map<Integer, String> referencesAfter(int marq, int limit) {
    String statement =
        "SELECT TOP (%d) x.[cbMarq], x.[AR_Ref] FROM [dbo].[F_ARTICLE] x".formatted(limit)
            + " WHERE x.[cbMarq] > ? ORDER BY x.[cbMarq]";
    Map<Integer, String> references = new LinkedHashMap<>();
    database
        .rows(statement, marq)
        .forEach(row -> references.put(row.integer("cbMarq"), row.code("AR_Ref")));
    return references;
  }

  /** What moves an article's values; keys are AR_Ref. */
  public List<ChangeSource> changes(Extras extras) {
    List<ChangeSource> sources = new ArrayList<>();
    sources.add(ChangeSource.of(TABLE, "x.[AR_Ref]"));
    if (extras.taxCategory() > 0) {
      sources.addAll(taxes.changes());
    }
    if (extras.prices()) {
      sources.addAll(prices.changes());
    }
    return sources;
  }

  /**
   * A digest of the small tables that move articles without a change of an article's own rows:
   * units, tax rates, taxes per family.
   */
  public String settingsDigest(Extras extras) {
    String text = extras.unit() ? units().toString() : "";
    return SageSchema.digest(text + (extras.taxCategory() > 0 ? taxes.digestText() : ""));
  }

  private String select(String top, Extras extras) {
    database.require(TABLE, REQUIRED);
    List<String> columns = new ArrayList<>(COLUMNS);
    columns.addAll(extras.free());
    return "SELECT " + top + database.columns("x", TABLE, columns) + " FROM [dbo].[F_ARTICLE] x";
  }

  private List<ArticleRow> complete(List<Row> rows, Extras extras) {
    List<String> references = rows.stream().map(row -> row.code("AR_Ref")).toList();
    Map<Integer, String> units = extras.unit() && !rows.isEmpty() ? units() : Map.of();
    Map<String, List<PriceRow>> priced = extras.prices() ? prices.of(references) : Map.of();
    Map<String, ArticleTaxes.Tax> taxed =
        extras.taxCategory() > 0 ? taxes.of(rows, extras.taxCategory()) : Map.of();
    List<ArticleRow> articles = new ArrayList<>();
    for (Row row : rows) {
      String reference = row.code("AR_Ref");
      ArticleTaxes.Tax tax = taxed.getOrDefault(reference, ArticleTaxes.NO_TAX);
      List<PriceRow> list = priced.getOrDefault(reference, List.of());
      articles.add(article(row, reference, units, tax, list, extras.free()));
    }
    return articles;
  }

  private static ArticleRow article(
      Row row,
      String reference,
      Map<Integer, String> units,
      ArticleTaxes.Tax tax,
      List<PriceRow> prices,
      Set<String> free) {
    return new ArticleRow(
        row.integer("cbMarq"),
        reference,
        row.text("AR_Design"),
        row.code("FA_CodeFamille"),
        row.text("AR_CodeBarre"),
        units.getOrDefault(row.integer("AR_UniteVen"), ""),
        row.decimal("AR_PrixVen"),
        row.flag("AR_PrixTTC"),
        row.flag("AR_SuiviStock"),
        row.flag("AR_Sommeil"),
        tax.code(),
        tax.rate(),
        prices,
        row.time("cbModification").orElseThrow(),
        FreeFields.values(row, free));
  }

  /** Labels of the sales units by index; spare rows without label are left out. */
  private Map<Integer, String> units() {
    Map<Integer, String> units = new LinkedHashMap<>();
    if (database.has("P_UNITE")) {
      String statement =
          "SELECT u.[cbIndice], u.[U_Intitule] FROM [dbo].[P_UNITE] u ORDER BY u.[cbIndice]";
      for (Row row : database.settings(statement)) {
        row.optionalText("U_Intitule").ifPresent(u -> units.put(row.integer("cbIndice"), u));
      }
    }
    return units;
  }
}
