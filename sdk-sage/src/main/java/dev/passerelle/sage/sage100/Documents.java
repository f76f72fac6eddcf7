package dev.passerelle.sage.sage100;

/** Sales documents of the company. Reads only; thread-safe. */
public final class Documents {
  private final Database database;

  Documents(Database database) {
    this.database = database;
  }

  Database database() {
    return database;
  }

  /** The condition by which a line or due date belongs to a header: its three-part key. */
  static String lineOfHeader(Database database, String line, String header) {
    return "%1$s.[DO_Domaine] = %2$s.[DO_Domaine] AND %1$s.[DO_Type] = %2$s.[DO_Type] AND "
            .formatted(line, header)
        + database.key(line + ".[DO_Piece]")
        + " = "
        + database.key(header + ".[DO_Piece]");
  }
}
