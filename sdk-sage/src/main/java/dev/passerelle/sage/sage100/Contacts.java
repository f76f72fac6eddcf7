package dev.passerelle.sage.sage100;

import dev.passerelle.sage.sage100.model.ContactRow;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Contacts of customers. Reads only; thread-safe. */
public final class Contacts {
  static final String TABLE = "F_CONTACTT";
  private static final List<String> REQUIRED =
      List.of("cbMarq", "cbModification", "CT_Num", "CT_Nom");
  private static final List<String> COLUMNS =
      List.of(
          "cbMarq",
          "cbModification",
          "CT_Num",
          "CT_Nom",
          "CT_Prenom",
          "CT_Fonction",
          "CT_Telephone",
          "CT_TelPortable",
          "CT_EMail",
          "CT_Civilite");

  private final Database database;

  Contacts(Database database) {
    this.database = database;
  }

  /** Contacts of customers by cbMarq; unknown ones and those of suppliers are left out. */
  public List<ContactRow> byMarq(Collection<Integer> marqs) {
    return contacts(database.rowsIn(select("") + " WHERE x.[cbMarq] IN :in", marqs));
  }

  /** Contacts by e-mail address, whatever the case. */
  public List<ContactRow> byEmail(Collection<String> addresses) {
    String condition = " WHERE " + database.key("x.[CT_EMail]") + " IN :in";
    return contacts(database.rowsIn(select("") + condition, Customers.codes(addresses)));
  }

  /** Contacts of a customer by name and first name, which are unique there. */
  public List<ContactRow> byName(String customer, String name, String firstName) {
    String condition =
        " WHERE %s = ? AND %s = ? AND %s = ?"
            .formatted(
                database.key("x.[CT_Num]"),
                database.key("x.[CT_Nom]"),
                database.key("x.[CT_Prenom]"));
    return contacts(
        database.rows(
            select("") + condition,
            Row.normalCode(customer),
            Row.normalCode(name),
            Row.normalCode(firstName)));
  }

  /** The next contacts of customers in the order of cbMarq. */
  public List<ContactRow> after(int marq, int limit) {
    String top = "TOP (" + limit + ") ";
    return contacts(database.rows(select(top) + " WHERE x.[cbMarq] > ? ORDER BY x.[cbMarq]", marq));
  }

  /** The given columns of rows of F_CONTACTT as they are stored. */
  public List<Row> raw(Collection<Integer> marqs) {
    return database.rowsIn(select("") + " WHERE x.[cbMarq] IN :in", marqs);
  }

  /** What moves a contact's values; keys are cbMarq. */
  public List<ChangeSource> changes() {
    return List.of(ChangeSource.of(TABLE, "x.[cbMarq]"));
  }

  private String select(String top) {
    database.require(TABLE, REQUIRED);
    return "SELECT "
        + top
        + database.columns("x", TABLE, COLUMNS)
        + ", c.[cbMarq] AS [customer] FROM [dbo].[F_CONTACTT] x JOIN [dbo].[F_COMPTET] c ON "
        + database.key("c.[CT_Num]")
        + " = "
        + database.key("x.[CT_Num]")
        + " AND c.[CT_Type] = 0";
  }

  private static List<ContactRow> contacts(List<Row> rows) {
    return rows.stream().map(Contacts::contact).toList();
  }

  /** A contact out of a row that was got otherwise, as from an agent; its customer is looked up. */
  public ContactRow of(Row row) {
    String number = row.code("CT_Num");
    return contact(row, new Customers(database).marqs(List.of(number)).get(number));
  }

  private static ContactRow contact(Row row) {
    return contact(row, row.value("customer").isPresent() ? row.integer("customer") : null);
  }

  private static ContactRow contact(Row row, @Nullable Integer customer) {
    return new ContactRow(
        row.integer("cbMarq"),
        row.code("CT_Num"),
        customer,
        row.text("CT_Nom"),
        row.text("CT_Prenom"),
        row.text("CT_Fonction"),
        row.text("CT_Telephone"),
        row.text("CT_TelPortable"),
        row.text("CT_EMail"),
        row.time("cbModification").orElse(LocalDateTime.of(1753, 1, 1, 0, 0)));
  }
}
