package dev.passerelle.samples.csv;

import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.Remote;
import dev.passerelle.testkit.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person with a spreadsheet program: reads and saves the file without the adapter's classes. */
final class FileRemote implements Remote {
  private static final Pattern CELL =
      Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^,\"\\r\\n]*))(,|\\r?\\n)");

  final Disk file;
  private final Path path;
  private final SettableClock clock;
  private int entered;

  FileRemote(Path path, SettableClock clock) {
    this.path = path;
    this.clock = clock;
    this.file = new Disk(path);
    save(List.of(List.of("id", "reference", "name", "email", "note", "our_prices", "kept")));
  }

  /** A disk that fails when it is told to. */
  static final class Disk extends CsvFile {
    private boolean failBefore;
    private boolean failAfter;

    Disk(Path path) {
      super(path);
    }

    @Override
    void replace(Path fresh, Path place) throws IOException {
      if (failBefore) {
        failBefore = false;
        throw new IOException("the drive does not answer");
      }
      super.replace(fresh, place);
      if (failAfter) {
        failAfter = false;
        throw new IOException("the drive does not answer");
      }
    }
  }

  private List<List<String>> sheet() {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    Matcher cells = CELL.matcher(text());
    while (cells.find()) {
      String quoted = cells.group(1);
      row.add(quoted == null ? cells.group(2) : quoted.replace("\"\"", "\""));
      if (!cells.group(3).equals(",")) {
        rows.add(List.copyOf(row));
        row.clear();
      }
    }
    return rows;
  }

  private String text() {
    try {
      return Files.readString(path);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** As spreadsheet programs may: everything in quotes. */
  private void save(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      List<String> quoted =
          row.stream().map(cell -> '"' + cell.replace("\"", "\"\"") + '"').toList();
      text.append(String.join(",", quoted)).append('\n');
    }
    try {
      Files.writeString(path, text);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Changes all rows, each as its cells by column. */
  private void change(Consumer<List<Map<String, String>>> change) {
    List<Map<String, String>> rows = rows();
    List<String> heading = sheet().get(0);
    change.accept(rows);
    List<List<String>> sheet = new ArrayList<>(List.of(heading));
    rows.forEach(
        row -> sheet.add(heading.stream().map(column -> row.getOrDefault(column, "")).toList()));
    save(sheet);
  }

  private List<Map<String, String>> rows() {
    List<List<String>> sheet = sheet();
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> cells : sheet.subList(1, sheet.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < cells.size(); i++) {
        row.put(sheet.get(0).get(i), cells.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private static Map<String, String> cells(Fields fields) {
    Map<String, String> cells = new LinkedHashMap<>();
    fields.toJson().forEach((name, value) -> cells.put(name, value == null ? "" : "" + value));
    return cells;
  }

  private static boolean is(Map<String, String> row, RecordId id) {
    return id.value().equals(row.get("id"));
  }

  @Override
  public RecordId create(Fields fields) {
    String id = "C-" + ++entered;
    change(
        rows -> {
          Map<String, String> row = cells(fields);
          row.put("id", id);
          row.put("kept", "by hand " + id);
          rows.add(row);
        });
    return RecordId.of(id);
  }

  @Override
  public void edit(RecordId id, Fields changed) {
    change(rows -> rows.stream().filter(row -> is(row, id)).forEach(r -> r.putAll(cells(changed))));
  }

  @Override
  public Optional<Fields> fields(RecordId id) {
    return rows().stream().filter(row -> is(row, id)).findFirst().map(FileRemote::shown);
  }

  private static Fields shown(Map<String, String> row) {
    Fields.Builder fields = Fields.builder();
    row.forEach((column, cell) -> fields.set(Field.text(column), cell.isEmpty() ? null : cell));
    return fields.build();
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void advance(Duration by) {
    clock.advance(by);
  }

  @Override
  public long liveRecords(String reference) {
    return rows().stream().filter(row -> reference.equals(row.get("reference"))).count();
  }

  @Override
  public void delete(RecordId id) {
    change(rows -> rows.removeIf(row -> is(row, id)));
  }

  @Override
  public void delaySearch(Duration delay) {
    // There is no search beside the file.
  }

  @Override
  public void loseNextAnswer() {
    file.failAfter = true;
  }

  @Override
  public void timeOutNextWrite() {
    file.failBefore = true;
  }

  @Override
  public Set<ShapeChange> shapeChanges() {
    return Set.of(ShapeChange.ADD_FIELD);
  }

  @Override
  public void changeShape(ShapeChange change) {
    List<List<String>> sheet = new ArrayList<>();
    sheet().forEach(row -> sheet.add(new ArrayList<>(row)));
    sheet.forEach(row -> row.add(""));
    sheet.get(0).set(sheet.get(0).size() - 1, "another");
    save(sheet);
  }

  @Override
  public void removeField(Field<?> field) {
    int at = sheet().get(0).indexOf(field.name());
    List<List<String>> sheet = new ArrayList<>();
    sheet().forEach(row -> sheet.add(new ArrayList<>(row)));
    sheet.forEach(row -> row.remove(at));
    save(sheet);
  }
}
