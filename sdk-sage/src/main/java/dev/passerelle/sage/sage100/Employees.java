package dev.passerelle.sage.sage100;

import dev.passerelle.sage.sage100.model.EmployeeRow;
import java.util.Collection;
import java.util.List;

/** Representatives and other colleagues. Reads only; thread-safe. */
public final class Employees {
  static final String TABLE = "F_COLLABORATEUR";
  private static final List<String> COLUMNS =
      List.of("cbMarq", "cbModification", "CO_No", "CO_Nom", "CO_Prenom", "CO_EMail", "CO_Vendeur");

  private final Database database;

  Employees(Database database) {
    this.database = database;
  }

  /** Employees by cbMarq; unknown ones are left out. */
  public List<EmployeeRow> byMarq(Collection<Integer> marqs) {
    return employees(database.rowsIn(select("") + " WHERE x.[cbMarq] IN :in", marqs));
  }

  /** Employees by CO_No. */
  public List<EmployeeRow> byNumber(Collection<Integer> numbers) {
    return employees(database.rowsIn(select("") + " WHERE x.[CO_No] IN :in", numbers));
  }

  /** Employees by e-mail address, whatever the case. */
  public List<EmployeeRow> byEmail(Collection<String> addresses) {
    String condition = " WHERE " + database.key("x.[CO_EMail]") + " IN :in";
    return employees(database.rowsIn(select("") + condition, Customers.codes(addresses)));
  }

  /** The next employees in the order of cbMarq. */
  public List<EmployeeRow> after(int marq, int limit) {
    String top = "TOP (" + limit + ") ";
    return employees(
        database.rows(select(top) + " WHERE x.[cbMarq] > ? ORDER BY x.[cbMarq]", marq));
  }

  /** What moves an employee's values; keys are cbMarq. */
  public List<ChangeSource> changes() {
    return List.of(ChangeSource.of(TABLE, "x.[cbMarq]"));
  }

  private String select(String top) {
    database.require(TABLE, List.of("cbMarq", "cbModification", "CO_No", "CO_Nom"));
    return "SELECT "
        + top
        + database.columns("x", TABLE, COLUMNS)
        + " FROM [dbo].[F_COLLABORATEUR] x";
  }

  private static List<EmployeeRow> employees(List<Row> rows) {
    return rows.stream().map(Employees::employee).toList();
  }

  private static EmployeeRow employee(Row row) {
    return new EmployeeRow(
        row.integer("cbMarq"),
        row.integer("CO_No"),
        row.text("CO_Nom"),
        row.text("CO_Prenom"),
        row.text("CO_EMail"),
        row.flag("CO_Vendeur"),
        row.time("cbModification").orElseThrow());
  }
}
