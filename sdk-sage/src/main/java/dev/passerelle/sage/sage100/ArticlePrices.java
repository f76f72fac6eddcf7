package dev.passerelle.sage.sage100;

import dev.passerelle.sage.sage100.model.PriceRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prices per category. The prices of single customers, family discounts and promotions are left to
 * Sage's own price engine (fact sheet §3.2).
 */
final class ArticlePrices {
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private final Database database;

  private record Step(BigDecimal upTo, BigDecimal discount, int discountType, BigDecimal net) {}

  ArticlePrices(Database database) {
    this.database = database;
  }

  Map<String, List<PriceRow>> of(Collection<String> references) {
    if (!database.has("F_ARTCLIENT")) {
      return Map.of();
    }
    String statement =
        "SELECT a.[AR_Ref], a.[AC_Categorie], a.[AC_PrixVen], a.[AC_PrixTTC], a.[AC_Remise],"
            + " a.[AC_QteMont] FROM [dbo].[F_ARTCLIENT] a WHERE a.[AC_Categorie] > 0 AND "
            + database.key("a.[AR_Ref]")
            + " IN :in";
    Map<String, List<Step>> steps = steps(references);
    Map<String, List<PriceRow>> prices = new HashMap<>();
    for (Row row : database.rowsIn(statement, references)) {
      List<PriceRow> list =
          prices.computeIfAbsent(row.code("AR_Ref"), reference -> new ArrayList<>());
      list.addAll(prices(row, steps));
    }
    return prices;
  }

  private static List<PriceRow> prices(Row row, Map<String, List<Step>> steps) {
    int category = row.integer("AC_Categorie");
    BigDecimal base = row.decimal("AC_PrixVen");
    boolean taxed = row.flag("AC_PrixTTC");
    List<Step> breaks = row.integer("AC_QteMont") == 1 ? breaks(row, steps) : List.of();
    if (breaks.isEmpty()) {
      BigDecimal amount = less(base, row.decimal("AC_Remise"));
      return base.signum() == 0
          ? List.of()
          : List.of(new PriceRow(category, BigDecimal.ZERO, taxed, amount));
    }
    List<PriceRow> prices = new ArrayList<>();
    BigDecimal from = BigDecimal.ZERO;
    for (Step step : breaks) {
      prices.add(new PriceRow(category, from, taxed, amount(base, step)));
      from = step.upTo();
    }
    return prices;
  }

  private static BigDecimal amount(BigDecimal base, Step step) {
    if (step.net().signum() != 0) {
      return step.net();
    }
    return step.discountType() == 1 ? less(base, step.discount()) : base.subtract(step.discount());
  }

  private static BigDecimal less(BigDecimal price, BigDecimal percent) {
    return price
        .multiply(HUNDRED.subtract(percent))
        .divide(HUNDRED, 6, RoundingMode.HALF_UP)
        .stripTrailingZeros();
  }

  private static List<Step> breaks(Row row, Map<String, List<Step>> steps) {
    return steps.getOrDefault(row.code("AR_Ref") + "/" + category(row), List.of());
  }

  /** TQ_RefCF names a category by the letter a and two digits; a customer by its number. */
  private static String category(Row row) {
    return "A%02d".formatted(row.integer("AC_Categorie"));
  }

  private Map<String, List<Step>> steps(Collection<String> references) {
    if (!database.has("F_TARIFQTE")) {
      return Map.of();
    }
    String statement =
        "SELECT q.[AR_Ref], q.[TQ_RefCF], q.[TQ_BorneSup], q.[TQ_Remise01REM_Valeur],"
            + " q.[TQ_Remise01REM_Type], q.[TQ_PrixNet] FROM [dbo].[F_TARIFQTE] q WHERE "
            + database.key("q.[AR_Ref]")
            + " IN :in";
    return database.rowsIn(statement, references).stream()
        .sorted(Comparator.comparing(row -> row.decimal("TQ_BorneSup")))
        .collect(
            Collectors.groupingBy(
                row -> row.code("AR_Ref") + "/" + row.code("TQ_RefCF"),
                Collectors.mapping(ArticlePrices::step, Collectors.toList())));
  }

  private static Step step(Row row) {
    return new Step(
        row.decimal("TQ_BorneSup"),
        row.decimal("TQ_Remise01REM_Valeur"),
        row.integer("TQ_Remise01REM_Type"),
        row.decimal("TQ_PrixNet"));
  }

  List<ChangeSource> changes() {
    List<ChangeSource> sources = new ArrayList<>();
    for (String table : List.of("F_ARTCLIENT", "F_TARIFQTE")) {
      if (database.has(table)) {
        sources.add(ChangeSource.of(table, "x.[AR_Ref]"));
      }
    }
    return sources;
  }
}
