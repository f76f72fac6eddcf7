package dev.passerelle.samples.csv;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.SystemDescriptor;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A folder of CSV files, one per entity type: a row is a record, a column a field, by its name; the
 * columns {@code id} and {@code reference} must be there. Texts only. Thread-safe.
 */
public final class CsvConnector implements Connector {
  /** The kinds of field whose value is a text; a code is one, too. */
  private static final Set<String> TEXTS =
      Set.of(Field.text("x").type().name(), Field.code("x").type().name());

  private final String identity;
  private final Map<EntityType, CsvFile> files;
  private final Clock clock;
  private final ZoneId zone;
  private final Supplier<String> ids;

  CsvConnector(
      String identity,
      Map<EntityType, CsvFile> files,
      Clock clock,
      ZoneId zone,
      Supplier<String> ids) {
    this.identity = identity;
    this.files = Map.copyOf(files);
    this.clock = clock;
    this.zone = zone;
    this.ids = ids;
  }

  /**
   * Nothing is read yet.
   *
   * @param identity tells this folder from every other, wherever it is mounted
   * @param folder where the files are
   * @param names the file of each entity type
   * @param ids ids of new rows, never one twice
   */
  public static CsvConnector to(
      String identity,
      Path folder,
      Map<EntityType, String> names,
      Clock clock,
      Supplier<String> ids) {
    Map<EntityType, CsvFile> files = new java.util.HashMap<>();
    names.forEach((type, name) -> files.put(type, new CsvFile(folder.resolve(name))));
    return new CsvConnector(identity, files, clock, ZoneId.systemDefault(), ids);
  }

  @Override
  public SystemDescriptor describe() {
    return new SystemDescriptor("files", "CSV", "1", identity, zone, files.keySet());
  }

  @Override
  public Optional<EntityAdapter> adapter(EntityType type, Selection selection) {
    return Optional.ofNullable(files.get(type)).map(file -> adapter(file, type, selection));
  }

  private EntityAdapter adapter(CsvFile file, EntityType type, Selection selection) {
    List<String> columns = file.read().columns();
    required(columns, type, CsvRecords.ID);
    required(columns, type, CsvRecords.REFERENCE);
    selection.fields().stream()
        .filter(field -> !isText(field) || !columns.contains(field.name()))
        .map(Field::name)
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw missing(type, name);
            });
    String shape = CsvPosition.digest(new TreeSet<>(columns).toString());
    return new CsvAdapter(file, type, texts(columns, selection), shape, clock, ids);
  }

  @SuppressWarnings("unchecked")
  private static List<Field<String>> texts(List<String> columns, Selection selection) {
    List<Field<String>> texts = new ArrayList<>();
    Stream.concat(selection.fields().stream(), selection.wished().stream())
        .filter(field -> isText(field) && columns.contains(field.name()))
        .forEach(field -> texts.add((Field<String>) field));
    return texts;
  }

  private static boolean isText(Field<?> field) {
    return TEXTS.contains(field.type().name());
  }

  private static void required(List<String> columns, EntityType type, String column) {
    if (columns.stream().filter(column::equals).count() != 1) {
      throw missing(type, column);
    }
  }

  private static InvalidConfiguration missing(EntityType type, String column) {
    ErrorDetail detail =
        ErrorDetail.of(ErrorCode.CUSTOM_PROPERTY_MISSING)
            .system("csv")
            .entity(type.name())
            .field(column)
            .nextStep("Write " + column + " into the heading of the file, once; texts only.")
            .build();
    return new InvalidConfiguration(
        detail, new InvalidConfiguration.Place("heading", 1, type.name() + "." + column));
  }

  /** Files that are not there, headings without their columns, rows that are no records. */
  @Override
  public List<Finding> check() {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<EntityType, CsvFile> each : files.entrySet()) {
      try {
        adapter(each.getValue(), each.getKey(), Selection.of());
        new CsvRecords(each.getKey(), List.of(), each.getValue().read())
            .unreadable()
            .map(Finding::warning)
            .forEach(findings::add);
      } catch (PasserelleException failure) {
        findings.add(Finding.error(failure.detail()));
      }
    }
    return findings;
  }

  @Override
  public void close() {
    // Holds nothing open.
  }
}
