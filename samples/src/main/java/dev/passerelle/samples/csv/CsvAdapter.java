package dev.passerelle.samples.csv;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PositionLost;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Records of one type in one CSV file. Thread-safe. */
final class CsvAdapter implements EntityAdapter {
  /** What a spreadsheet program keeps in one cell. */
  private static final int CELL = 32_767;

  private final CsvFile file;
  private final EntityType type;
  private final List<Field<String>> fields;
  private final Clock clock;
  private final Supplier<String> ids;
  private final AdapterDescriptor descriptor;

  CsvAdapter(
      CsvFile file,
      EntityType type,
      List<Field<String>> fields,
      String shape,
      Clock clock,
      Supplier<String> ids) {
    this.file = file;
    this.type = type;
    this.fields = fields;
    this.clock = clock;
    this.ids = ids;
    this.descriptor =
        AdapterDescriptor.of(type)
            .fields(fields.stream().map(CsvAdapter::rule).toList())
            .can(Capability.LIST, Capability.CHANGES, Capability.ETAG, Capability.EXACT_REVISION)
            .can(Capability.CREATE, Capability.UPDATE, Capability.DELETE)
            // The file shows the reference at once, and nothing happens after a call has ended.
            .createSafety(CreateSafety.lookup(Duration.ZERO))
            .shape(shape)
            .build();
  }

  static FieldRule<String> rule(Field<String> field) {
    return FieldRule.of(field).maxLength(CELL).charset(StandardCharsets.UTF_8);
  }

  @Override
  public AdapterDescriptor describe() {
    return descriptor;
  }

  @Override
  public ChangePage list(Position cursor, int limit, Depth depth) {
    return page(cursor, limit, file.text());
  }

  /**
   * Files have no stamps: while the file's digest is the same nothing changed, else all is shown.
   */
  @Override
  public ChangePage changesSince(Position position, int limit) {
    String text = file.text();
    return position.equals(CsvPosition.of(text).start())
        ? new ChangePage(List.of(), position, true, clock.instant())
        : page(position, limit, text);
  }

  /** Goes on by id, not by line: what comes or goes between two pages moves no other record. */
  private ChangePage page(Position position, int limit, String text) {
    CsvPosition from =
        position.isStart()
            ? CsvPosition.of(text)
            : CsvPosition.parse(position).orElseThrow(this::positionLost);
    List<Snapshot> rest =
        records(CsvTable.parse(text)).all().stream()
            .filter(record -> record.id().value().compareTo(from.after()) > 0)
            .toList();
    boolean last = rest.size() <= limit;
    List<Snapshot> shown = last ? rest : rest.subList(0, limit);
    Position next = last ? from.start() : from.after(shown.get(limit - 1).id());
    return new ChangePage(shown.stream().map(Change::of).toList(), next, last, clock.instant());
  }

  @Override
  public List<Lookup> read(Collection<RecordId> wanted) {
    CsvRecords records = records(file.read());
    return wanted.stream().map(records::lookup).toList();
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    throw unsupported("find");
  }

  /** All writes of a batch, or none, become one new file. */
  @Override
  public List<WriteResult> write(List<Write> writes) {
    writes.forEach(this::offered);
    try {
      return file.change(table -> applied(records(table), writes));
    } catch (TransientFailure nothingWritten) {
      return each(writes, key -> new WriteResult.Failed(key, nothingWritten.detail()));
    } catch (OutcomeUnknown perhapsWritten) {
      return each(writes, key -> new WriteResult.Unknown(key, perhapsWritten.detail()));
    }
  }

  private CsvFile.Changed<List<WriteResult>> applied(CsvRecords before, List<Write> writes) {
    CsvBatch batch = new CsvBatch(before, ids);
    List<WriteResult> results = writes.stream().map(batch::write).toList();
    return new CsvFile.Changed<>(batch.records().table(), results);
  }

  /** The file is the source of truth: what it shows is what became of a write. */
  @Override
  public List<WriteResult> fate(List<Ticket> sent) {
    CsvRecords records = records(file.read());
    return sent.stream().map(ticket -> fate(ticket, records)).toList();
  }

  private WriteResult fate(Ticket ticket, CsvRecords records) {
    Optional<Snapshot> done =
        switch (ticket.operation()) {
          case CREATE, COMPLETE -> ticket.ourReference().flatMap(records::referring);
          case UPDATE -> found(ticket, records).filter(now -> holds(now, ticket.sent()));
          default ->
              found(ticket, records).isPresent()
                  ? Optional.empty()
                  : ticket.record().map(id -> Snapshot.of(type, id, Fields.empty()));
        };
    return done.<WriteResult>map(now -> new WriteResult.Written(ticket.key(), now, true))
        .orElseGet(() -> new WriteResult.Absent(ticket.key()));
  }

  private static Optional<Snapshot> found(Ticket ticket, CsvRecords records) {
    return ticket
        .record()
        .map(records::lookup)
        .filter(Lookup.Found.class::isInstance)
        .map(lookup -> ((Lookup.Found) lookup).snapshot());
  }

  private static boolean holds(Snapshot now, Fields sent) {
    return sent.keys().stream()
        .allMatch(
            field ->
                now.fields().isBlank(field) ? sent.isBlank(field) : now.fields().same(field, sent));
  }

  private void offered(Write write) {
    if (write instanceof Write.Archive) {
      throw unsupported("archive");
    } else if (write instanceof Write.Restore) {
      throw unsupported("restore");
    } else if (write instanceof Write.Complete) {
      throw unsupported("complete");
    }
  }

  private static List<WriteResult> each(List<Write> writes, Function<String, WriteResult> result) {
    return writes.stream().map(write -> result.apply(write.key())).toList();
  }

  /** The table as records; a column that was there and is gone must not look like emptied cells. */
  private CsvRecords records(CsvTable table) {
    Stream.concat(Stream.of(CsvRecords.ID, CsvRecords.REFERENCE), fields.stream().map(Field::name))
        .filter(column -> !table.columns().contains(column))
        .findFirst()
        .ifPresent(
            gone -> {
              String change = "column " + gone + " is gone";
              throw new DriftDetected(
                  detail(ErrorCode.DRIFT_DETECTED).field(gone).figure("change", change).build());
            });
    return new CsvRecords(type, fields, table);
  }

  private UnsupportedOperation unsupported(String operation) {
    return new UnsupportedOperation("csv", operation + " " + type.name());
  }

  private PositionLost positionLost() {
    return new PositionLost(detail(ErrorCode.POSITION_LOST).build());
  }

  private ErrorDetail.Builder detail(ErrorCode code) {
    return ErrorDetail.of(code).system("csv").entity(type.name());
  }
}
