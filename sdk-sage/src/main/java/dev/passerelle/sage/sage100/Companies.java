package dev.passerelle.sage.sage100;

import dev.passerelle.sage.sage100.model.CompanyRow;
import dev.passerelle.sage.sage100.model.CompanyRow.FiscalYear;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The company's own settings. One company per database (fact sheet §1.1). */
final class Companies {
  private static final List<String> YEARS =
      IntStream.rangeClosed(1, 5)
          .boxed()
          .flatMap(i -> List.of("D_DebutExo0" + i, "D_FinExo0" + i).stream())
          .toList();

  private final Database database;

  Companies(Database database) {
    this.database = database;
  }

  CompanyRow read() {
    database.require("P_DOSSIER", List.of("D_RaisonSoc", "D_DebutExo01", "D_FinExo01"));
    database.require("P_PARAMETRECIAL", List.of("P_BaseEncours"));
    List<String> columns = new ArrayList<>(List.of("D_RaisonSoc", "D_Siret"));
    columns.addAll(YEARS);
    String dossier =
        "SELECT " + database.columns("d", "P_DOSSIER", columns) + " FROM [dbo].[P_DOSSIER] d";
    Row row = database.settings(dossier).stream().findFirst().orElse(new Row(Map.of()));
    return new CompanyRow(
        row.text("D_RaisonSoc"),
        row.text("D_Siret").replace(" ", ""),
        creditBase(),
        years(row),
        risks());
  }

  private int creditBase() {
    String statement = "SELECT TOP (1) p.[P_BaseEncours] FROM [dbo].[P_PARAMETRECIAL] p";
    return database.settings(statement).stream()
        .findFirst()
        .map(row -> row.integer("P_BaseEncours"))
        .orElse(0);
  }

  private static List<FiscalYear> years(Row row) {
    List<FiscalYear> years = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      Optional<LocalDate> from = row.date("D_DebutExo0" + i);
      Optional<LocalDate> to = row.date("D_FinExo0" + i);
      if (from.isPresent() && to.isPresent()) {
        years.add(new FiscalYear(from.get(), to.get()));
      }
    }
    return years;
  }

  private Map<Integer, Integer> risks() {
    Map<Integer, Integer> risks = new TreeMap<>();
    if (database.has("P_CRISQUE")) {
      String statement = "SELECT r.[cbIndice], r.[R_Intitule], r.[R_Type] FROM [dbo].[P_CRISQUE] r";
      database.settings(statement).stream()
          .filter(row -> row.optionalText("R_Intitule").isPresent())
          .forEach(row -> risks.put(row.integer("cbIndice"), row.integer("R_Type")));
    }
    return risks;
  }
}
