package dev.passerelle.sage.sage100;

import dev.passerelle.sage.sage100.model.StockRow;
import java.util.Collection;
import java.util.List;

/** Stock per article and warehouse. Reads only; thread-safe. */
public final class Stocks {
  static final String TABLE = "F_ARTSTOCK";
  private static final List<String> COLUMNS =
      List.of("AR_Ref", "DE_No", "AS_QteSto", "AS_QteRes", "AS_QtePrepa", "AS_QteCom");

  private final Database database;

  Stocks(Database database) {
    this.database = database;
  }

  /** Stock of articles; an article whose stock is not kept has no row. */
  public List<StockRow> byReference(Collection<String> references) {
    database.require(TABLE, List.of("AR_Ref", "DE_No", "AS_QteSto"));
    String statement =
        "SELECT "
            + database.columns("s", TABLE, COLUMNS)
            + " FROM [dbo].[F_ARTSTOCK] s WHERE "
            + database.key("s.[AR_Ref]")
            + " IN :in";
    return database.rowsIn(statement, Customers.codes(references)).stream()
        .map(Stocks::stock)
        .toList();
  }

  /** What moves the stock of an article; keys are AR_Ref. */
  public List<ChangeSource> changes() {
    return List.of(
        ChangeSource.of(TABLE, "x.[AR_Ref]"), ChangeSource.of(Articles.TABLE, "x.[AR_Ref]"));
  }

  private static StockRow stock(Row row) {
    return new StockRow(
        row.code("AR_Ref"),
        row.integer("DE_No"),
        row.decimal("AS_QteSto"),
        row.decimal("AS_QteRes"),
        row.decimal("AS_QtePrepa"),
        row.decimal("AS_QteCom"));
  }
}
