package dev.passerelle.sage.sage100;

import dev.passerelle.sage.sage100.model.PaymentRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Payments of customers. Reads only, and nothing here or elsewhere writes them; thread-safe. */
public final class Payments {
  static final String TABLE = "F_CREGLEMENT";
  private static final List<String> COLUMNS =
      List.of(
          "cbMarq",
          "cbModification",
          "RG_No",
          "RG_Piece",
          "CT_NumPayeur",
          "RG_Date",
          "RG_Libelle",
          "RG_Montant",
          "N_Reglement",
          "RG_Impute",
          "RG_Impaye");

  private final Database database;

  Payments(Database database) {
    this.database = database;
  }

  /** Payments by cbMarq; unknown ones are left out. */
  public List<PaymentRow> byMarq(Collection<Integer> marqs) {
    return complete(database.rowsIn(select("") + " AND x.[cbMarq] IN :in", marqs));
  }

  /** The next payments in the order of cbMarq. */
  public List<PaymentRow> after(int marq, int limit) {
    String top = "TOP (" + limit + ") ";
    return complete(database.rows(select(top) + " AND x.[cbMarq] > ? ORDER BY x.[cbMarq]", marq));
  }

  /** cbMarq of the next payments in that order. */
  public List<Integer> marqsAfter(int marq, int limit) {
    String statement =
        "SELECT TOP (%d) x.[cbMarq] FROM [dbo].[F_CREGLEMENT] x".formatted(limit)
            + " WHERE x.[RG_Type] = 0 AND x.[cbMarq] > ? ORDER BY x.[cbMarq]";
    return database.rows(statement, marq).stream().map(row -> row.integer("cbMarq")).toList();
  }

  /** What moves payments; keys are cbMarq. */
  public List<ChangeSource> changes() {
    List<ChangeSource> sources = new ArrayList<>();
    sources.add(ChangeSource.of(TABLE, "x.[cbMarq]").where("x.[RG_Type] = 0"));
    if (database.has("F_REGLECH")) {
      sources.add(
          ChangeSource.of("F_REGLECH", "p.[cbMarq]")
              .joined("LEFT JOIN [dbo].[F_CREGLEMENT] p ON p.[RG_No] = x.[RG_No]"));
    }
    return sources;
  }

  private String select(String top) {
    database.require(TABLE, List.of("cbMarq", "RG_No", "CT_NumPayeur", "RG_Montant", "RG_Type"));
    return "SELECT "
        + top
        + database.columns("x", TABLE, COLUMNS)
        + ", c.[cbMarq] AS [payer] FROM [dbo].[F_CREGLEMENT] x LEFT JOIN [dbo].[F_COMPTET] c ON "
        + database.key("c.[CT_Num]")
        + " = "
        + database.key("x.[CT_NumPayeur]")
        + " AND c.[CT_Type] = 0 WHERE x.[RG_Type] = 0";
  }

  private List<PaymentRow> complete(List<Row> rows) {
    List<Integer> numbers = rows.stream().map(row -> row.integer("RG_No")).toList();
    Map<Integer, List<Row>> applied = applied(numbers);
    return rows.stream()
        .map(row -> payment(row, applied.getOrDefault(row.integer("RG_No"), List.of())))
        .toList();
  }

  private Map<Integer, List<Row>> applied(List<Integer> numbers) {
    if (!database.has("F_REGLECH")) {
      return Map.of();
    }
    String statement =
        "SELECT g.[RG_No], g.[DO_Type], g.[DO_Piece], g.[RC_Montant] FROM [dbo].[F_REGLECH] g"
            + " WHERE g.[DO_Domaine] = 0 AND g.[RG_No] IN :in";
    return database.rowsIn(statement, numbers).stream()
        .collect(Collectors.groupingBy(row -> row.integer("RG_No")));
  }

  private static PaymentRow payment(Row row, List<Row> applied) {
    Set<String> invoices = new LinkedHashSet<>();
    BigDecimal allocated = BigDecimal.ZERO;
    for (Row part : applied) {
      allocated = allocated.add(part.decimal("RC_Montant"));
      if (part.integer("DO_Type") == 6 || part.integer("DO_Type") == 7) {
        invoices.add(part.code("DO_Piece"));
      }
    }
    return new PaymentRow(
        row.integer("cbMarq"),
        row.integer("RG_No"),
        row.text("RG_Piece"),
        row.code("CT_NumPayeur"),
        row.value("payer").isPresent() ? row.integer("payer") : null,
        row.date("RG_Date").orElse(null),
        row.text("RG_Libelle"),
        row.decimal("RG_Montant"),
        row.integer("N_Reglement"),
        allocated,
        row.flag("RG_Impute"),
        invoices,
        row.date("RG_Impaye").isPresent() || row.flag("RG_Impaye"),
        row.time("cbModification").orElseThrow());
  }
}
