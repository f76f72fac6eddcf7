package dev.passerelle.sage.sage100;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads the catalogue of the schema {@code dbo}. */
final class SchemaReader {
  private static final String COLUMNS =
      """
      SELECT [TABLE_NAME], [COLUMN_NAME], [DATA_TYPE], [CHARACTER_MAXIMUM_LENGTH],
             [DATETIME_PRECISION]
      FROM [INFORMATION_SCHEMA].[COLUMNS]
      WHERE UPPER([TABLE_SCHEMA]) = ?
      """;

  private SchemaReader() {}

  static SageSchema read(SqlReader sql) {
    Map<String, Map<String, SageColumn>> tables = new HashMap<>();
    for (Row row : sql.rows(COLUMNS, List.of("DBO"))) {
      SageColumn column = column(row);
      tables
          .computeIfAbsent(
              row.text("TABLE_NAME"), name -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
          .put(column.name(), column);
    }
    return new SageSchema(tables);
  }

  private static SageColumn column(Row row) {
    String type = row.text("DATA_TYPE").toLowerCase(Locale.ROOT);
    boolean text = type.contains("char");
    boolean minute =
        type.equals("smalldatetime")
            || (type.startsWith("timestamp") && row.integer("DATETIME_PRECISION") == 0);
    return new SageColumn(
        row.text("COLUMN_NAME"),
        type,
        text ? row.integer("CHARACTER_MAXIMUM_LENGTH") : 0,
        minute ? StampPrecision.MINUTE : StampPrecision.MILLISECOND);
  }
}
