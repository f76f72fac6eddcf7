package dev.passerelle.samples.csv;

import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.samples.csv.CsvTable.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table as records. A row is a record when it has an id that no other row has, and
 * not more cells than the heading. Immutable.
 *
 * @param type the entity type
 * @param fields the fields shown
 * @param table the rows
 */
record CsvRecords(EntityType type, List<Field<String>> fields, CsvTable table) {
  static final String ID = "id";
  static final String REFERENCE = "reference";
  private static final int LONGEST_ID = 190;

  /** All records in the order of their ids. */
  List<Snapshot> all() {
    Set<String> several = several();
    return table.rows().stream()
        .filter(row -> isRecord(row) && !several.contains(id(row)))
        .map(this::snapshot)
        .sorted(Comparator.comparing(Snapshot::id))
        .toList();
  }

  /** The ids of more than one row. */
  private Set<String> several() {
    Set<String> seen = new HashSet<>();
    return table.rows().stream()
        .map(this::id)
        .filter(id -> !seen.add(id))
        .collect(Collectors.toSet());
  }

  private boolean isRecord(Row row) {
    String id = id(row);
    return !id.isBlank() && id.length() <= LONGEST_ID && !table.tooWide(row);
  }

  private String id(Row row) {
    return table.cell(row, ID);
  }

  /** What is known of an id. */
  Lookup lookup(RecordId id) {
    List<Row> rows = table.rows().stream().filter(row -> id(row).equals(id.value())).toList();
    if (rows.isEmpty()) {
      return new Lookup.Gone(id);
    }
    return rows.size() == 1 && isRecord(rows.get(0))
        ? new Lookup.Found(snapshot(rows.get(0)))
        : new Lookup.Unreadable(id, unreadable(rows.get(0)));
  }

  /** Rows that hold something and are no records. */
  Stream<ErrorDetail> unreadable() {
    Set<String> several = several();
    return table.rows().stream()
        .filter(row -> !row.text().isBlank())
        .filter(row -> !isRecord(row) || several.contains(id(row)))
        .map(this::unreadable);
  }

  private ErrorDetail unreadable(Row row) {
    int line = table.rows().indexOf(row) + 2;
    return ErrorDetail.of(ErrorCode.VALUE_INVALID)
        .system("csv")
        .entity(type.name())
        .field(ID)
        .nextStep(
            "Give record "
                + line
                + " of the file, the heading counted, an id of its own and as many cells as the"
                + " heading.")
        .build();
  }

  /** The first record that carries our reference. */
  Optional<Snapshot> referring(String reference) {
    return table.rows().stream()
        .filter(row -> isRecord(row) && table.cell(row, REFERENCE).equals(reference))
        .findFirst()
        .map(this::snapshot);
  }

  private Snapshot snapshot(Row row) {
    Map<String, @Nullable String> cells = new LinkedHashMap<>();
    for (Field<String> field : fields) {
      String cell = table.cell(row, field.name());
      cells.put(field.name(), cell.isEmpty() ? null : cell);
    }
    String digest = CsvPosition.digest(String.join("\u0000", row.cells()));
    return Snapshot.builder(type, RecordId.of(id(row)), Fields.fromJson(cells, fields))
        .revision(digest)
        .etag(digest)
        .build();
  }

  /** With one more row. */
  CsvRecords adding(String id, String reference, Fields values) {
    Map<String, String> cells = cells(values);
    cells.put(ID, id);
    cells.put(REFERENCE, reference);
    List<Row> rows = new ArrayList<>(table.rows());
    rows.add(table.row(List.of(), cells));
    return with(rows);
  }

  /** With other values of one record; its other cells stay. */
  CsvRecords changing(RecordId id, Fields values) {
    return with(
        table.rows().stream()
            .map(row -> id(row).equals(id.value()) ? table.row(row.cells(), cells(values)) : row)
            .toList());
  }

  /** Without one record. */
  CsvRecords removing(RecordId id) {
    return with(table.rows().stream().filter(row -> !id(row).equals(id.value())).toList());
  }

  private CsvRecords with(List<Row> rows) {
    return new CsvRecords(type, fields, table.with(rows));
  }

  private Map<String, String> cells(Fields values) {
    Map<String, String> cells = new LinkedHashMap<>();
    fields.stream()
        .filter(values::has)
        .forEach(field -> cells.put(field.name(), values.get(field).orElse("")));
    return cells;
  }
}
