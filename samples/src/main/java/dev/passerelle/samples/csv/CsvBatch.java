package dev.passerelle.samples.csv;

import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes, one after another, into records that are still in memory. Not thread-safe. */
final class CsvBatch {
  private final Supplier<String> ids;
  private CsvRecords records;

  CsvBatch(CsvRecords records, Supplier<String> ids) {
    this.records = records;
    this.ids = ids;
  }

  /** The records with everything written so far. */
  CsvRecords records() {
    return records;
  }

  WriteResult write(Write write) {
    if (write instanceof Write.Create create) {
      return create(create);
    }
    RecordId id = write.target().orElseThrow();
    Lookup now = records.lookup(id);
    if (write instanceof Write.Delete && now instanceof Lookup.Gone) {
      return written(write, id, false);
    } else if (!(now instanceof Lookup.Found found)) {
      return WriteResult.Refused.of(write.key(), notFound(now));
    } else if (write instanceof Write.Update update) {
      return update(update, found.snapshot());
    }
    records = records.removing(id);
    return written(write, id, false);
  }

  private WriteResult create(Write.Create create) {
    Optional<Snapshot> there = records.referring(create.reference());
    if (there.isPresent()) {
      return new WriteResult.Written(create.key(), there.get(), false);
    }
    List<FieldError> errors = errors(create.fields());
    if (!errors.isEmpty()) {
      return refused(create, errors);
    }
    String id = ids.get();
    records = records.adding(id, create.reference(), create.fields());
    return written(create, RecordId.of(id), true);
  }

  private WriteResult update(Write.Update update, Snapshot now) {
    if (update.etag() != null && !now.etag().equals(Optional.of(update.etag()))) {
      return new WriteResult.Stale(update.key());
    }
    List<FieldError> errors = errors(update.changed());
    if (!errors.isEmpty()) {
      return refused(update, errors);
    }
    records = records.changing(update.id(), update.changed());
    return written(update, update.id(), false);
  }

  private List<FieldError> errors(Fields values) {
    return records.fields().stream()
        .flatMap(field -> values.get(field).flatMap(CsvAdapter.rule(field)::refuse).stream())
        .toList();
  }

  private WriteResult refused(Write write, List<FieldError> errors) {
    FieldError first = errors.get(0);
    ErrorDetail.Builder cause = detail(ErrorCode.valueOf(first.code())).field(first.field());
    write.target().ifPresent(id -> cause.record(id.value()));
    if (first.limit() != null && first.actual() != null) {
      cause.figure("length", first.actual()).figure("limit", first.limit());
    }
    return new WriteResult.Refused(write.key(), cause.build(), errors, null, null);
  }

  private ErrorDetail notFound(Lookup now) {
    return now instanceof Lookup.Unreadable unreadable
        ? unreadable.cause()
        : detail(ErrorCode.RECORD_NOT_FOUND).record(now.id().value()).build();
  }

  private WriteResult written(Write write, RecordId id, boolean created) {
    Snapshot shown =
        records.lookup(id) instanceof Lookup.Found found
            ? found.snapshot()
            : Snapshot.of(records.type(), id, Fields.empty());
    return new WriteResult.Written(write.key(), shown, created);
  }

  private ErrorDetail.Builder detail(ErrorCode code) {
    return ErrorDetail.of(code).system("csv").entity(records.type().name());
  }
}
