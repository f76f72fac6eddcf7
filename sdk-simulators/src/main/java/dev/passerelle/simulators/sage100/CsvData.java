package dev.passerelle.simulators.sage100;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads a company from a directory with one {@link CsvFile} per table, named after it. Dates are
 * ISO, an empty value is Sage's empty value, columns that are left out too. {@code cbMarq} and
 * {@code cbModification} may be given. {@code cbSysLibre} first, since it adds columns.
 */
final class CsvData {
  private static final Set<String> CREDIT_AMOUNTS =
      Set.of(
          "DO_TotalHT",
          "DO_TotalHTNet",
          "DO_TotalTTC",
          "DO_NetAPayer",
          "DL_Qte",
          "EU_Qte",
          "DL_MontantHT",
          "DL_MontantTTC");

  private final SageDatabase database;
  private final Variant variant;

  CsvData(SageDatabase database) {
    this.database = database;
    this.variant = database.schema().variant();
  }

  void load(Path directory) {
    Map<String, Path> files = files(directory);
    Path free = files.remove("cbSysLibre");
    if (free != null) {
      List<Map<String, String>> fields = CsvFile.read(free).rows();
      fields.forEach(this::addFreeField);
      insert("cbSysLibre", fields);
    }
    Set<String> credits = credits(files.get("F_DOCENTETE"));
    files.forEach((table, file) -> insert(table, signed(CsvFile.read(file).rows(), credits)));
  }

  private Map<String, Path> files(Path directory) {
    try (Stream<Path> found = Files.list(directory)) {
      return found
          .filter(file -> file.toString().endsWith(".csv"))
          .sorted()
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".csv", ""),
                  file -> file,
                  (first, second) -> first,
                  LinkedHashMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addFreeField(Map<String, String> field) {
    SageTable table = database.schema().table(field.getOrDefault("CB_File", ""));
    int length = Integer.parseInt("0" + field.getOrDefault("CB_Len", ""));
    int type = Integer.parseInt(field.getOrDefault("CB_Type", ""));
    SageColumn column = SageColumn.free(field.getOrDefault("CB_Name", ""), type, length);
    table.addFree(column);
    database.execute(
        List.of("ALTER TABLE [dbo].[" + table.name() + "] ADD " + column.definition()));
  }

  private void insert(String tableName, List<Map<String, String>> rows) {
    SageTable table = database.schema().table(tableName);
    database.transact(
        session -> {
          rows.forEach(row -> session.insert(tableName, values(table, row)));
          int next = session.next(tableName, "cbMarq");
          return session.run(
              "ALTER TABLE [dbo].[" + tableName + "] ALTER COLUMN [cbMarq] RESTART WITH " + next,
              List.of());
        });
  }

  private Map<String, Object> values(SageTable table, Map<String, String> row) {
    Map<String, Object> values = new LinkedHashMap<>();
    row.forEach(
        (column, text) -> {
          if (column.equals("cbMarq")) {
            values.put(column, Integer.parseInt(text));
          } else if (column.equals("cbModification")) {
            values.put(column, variant.stamps().round(LocalDateTime.parse(text)));
          } else if (table.has(column)) {
            table.column(column).ifPresent(c -> values.put(column, padded(table, c, text)));
          }
        });
    return values;
  }

  private Object padded(SageTable table, SageColumn column, String text) {
    boolean pad =
        variant.padded()
            && column.kind() == SageColumn.Kind.TEXT
            && !text.isEmpty()
            && isKeyColumn(table, column.name())
            && text.length() + 2 <= column.length();
    return column.value(pad ? text + "  " : text);
  }

  private static boolean isKeyColumn(SageTable table, String column) {
    return table.isKey(column)
        || Set.of("CT_Num", "CT_NumPayeur", "DO_Tiers", "AR_Ref", "DO_Piece").contains(column);
  }

  private Set<String> credits(@Nullable Path headers) {
    if (headers == null || variant.credits() == Variant.Credits.NEGATIVE) {
      return Set.of();
    }
    return CsvFile.read(headers).rows().stream()
        .filter(row -> "2".equals(row.get("DO_Provenance")))
        .map(row -> row.getOrDefault("DO_Piece", ""))
        .collect(Collectors.toSet());
  }

  private static List<Map<String, String>> signed(
      List<Map<String, String>> rows, Set<String> credits) {
    return rows.stream()
        .map(row -> credits.contains(row.getOrDefault("DO_Piece", "")) ? positive(row) : row)
        .toList();
  }

  private static Map<String, String> positive(Map<String, String> row) {
    Map<String, String> turned = new LinkedHashMap<>(row);
    turned.replaceAll(
        (column, text) ->
            CREDIT_AMOUNTS.contains(column) && text.startsWith("-") ? text.substring(1) : text);
    return turned;
  }
}
