package dev.passerelle.sage.sage100;

import dev.passerelle.sage.sage100.model.DocumentKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Due dates of invoices and what was paid on them (F_DOCREGL, F_REGLECH; fact sheet §3.4). */
final class DocumentPayments {
  private static final int DUE_DATE = 2;

  private final Database database;

  /** The last due date, and what was paid. */
  record State(@Nullable LocalDate lastDue, @Nullable BigDecimal paid) {
    static State unknown(DocumentKind kind) {
      return new State(null, kind == DocumentKind.INVOICE ? BigDecimal.ZERO : null);
    }

    private State with(Row row) {
      LocalDate due =
          row.integer("DR_TypeRegl") == DUE_DATE ? row.date("DR_Date").orElse(null) : null;
      boolean later = due != null && (lastDue == null || due.isAfter(lastDue));
      return later ? new State(due, paid) : this;
    }
  }

  DocumentPayments(Database database) {
    this.database = database;
  }

  Map<String, State> of(Collection<String> invoices) {
    Map<String, State> states = new HashMap<>();
    if (database.has("F_DOCREGL")) {
      String dues =
          "SELECT r.[DO_Piece], r.[DR_TypeRegl], r.[DR_Date] FROM [dbo].[F_DOCREGL] r" + where("r");
      for (Row row : database.rowsIn(dues, invoices)) {
        states.merge(
            row.code("DO_Piece"),
            State.unknown(DocumentKind.INVOICE).with(row),
            (old, fresh) -> old.with(row));
      }
    }
    if (database.has("F_REGLECH")) {
      paid(invoices)
          .forEach(
              (piece, amount) ->
                  states.merge(
                      piece,
                      new State(null, amount),
                      (old, fresh) -> new State(old.lastDue(), amount)));
    }
    return states;
  }

  private Map<String, BigDecimal> paid(Collection<String> invoices) {
    String statement =
        "SELECT g.[DO_Piece], SUM(g.[RC_Montant]) AS [paid] FROM [dbo].[F_REGLECH] g"
            + where("g")
            + " GROUP BY g.[DO_Piece]";
    Map<String, BigDecimal> paid = new HashMap<>();
    database
        .rowsIn(statement, invoices)
        .forEach(row -> paid.merge(row.code("DO_Piece"), row.decimal("paid"), BigDecimal::add));
    return paid;
  }

  private String where(String alias) {
    return " WHERE %1$s.[DO_Domaine] = 0 AND %1$s.[DO_Type] IN (6, 7) AND ".formatted(alias)
        + database.key(alias + ".[DO_Piece]")
        + " IN :in";
  }

  List<ChangeSource> changes(String condition) {
    List<ChangeSource> sources = new ArrayList<>();
    for (String table : List.of("F_DOCREGL", "F_REGLECH")) {
      if (database.has(table)) {
        sources.add(ChangeSource.of(table, "x.[DO_Piece]").where(condition));
      }
    }
    return sources;
  }
}
