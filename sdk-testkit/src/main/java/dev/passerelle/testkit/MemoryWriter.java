package dev.passerelle.testkit;

import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Executes single writes inside the system. Used inside the system's lock. */
final class MemoryWriter {
  private final InMemorySystem system;
  private final MemoryTable table;
  private final MemoryReader reader;
  private final EntityType type;

  MemoryWriter(InMemorySystem system, MemoryTable table, MemoryReader reader) {
    this.system = system;
    this.table = table;
    this.reader = reader;
    this.type = table.entity.type();
  }

  /** Executes a write; {@code half} leaves out the parts of a composite record. */
  WriteResult execute(Write write, boolean half) {
    if (write instanceof Write.Create create) {
      return create(create, half);
    } else if (write instanceof Write.Update update) {
      return update(update, half);
    } else if (write instanceof Write.Complete complete) {
      return complete(complete);
    }
    return changeState(write);
  }

  private WriteResult create(Write.Create create, boolean half) {
    Optional<MemoryRow> known = byReference(create.reference()).filter(this::isMet);
    if (known.isPresent()) {
      return again(create, known.get());
    }
    Optional<WriteResult> refusal = refusal(create.key(), null, create.fields(), true);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    MemoryRow row = table.reserve(null);
    Fields sent = half ? create.fields().without(table.entity.compositeFields) : create.fields();
    Fields stored = sent.with(Reference.FIELD, create.reference());
    commit(row, MemoryVersion.of(table.schema.store(taken(stored), null), half), create);
    return half ? incomplete(create.key(), row) : written(create.key(), row, true);
  }

  /** The record that a create by reference would meet; empty where references protect nothing. */
  Optional<MemoryRow> byReference(String reference) {
    CreateSafety.Kind kind = table.entity.createSafety.kind();
    boolean keyed =
        kind == CreateSafety.Kind.LOOKUP_BY_REFERENCE
            || kind == CreateSafety.Kind.UPSERT_BY_REFERENCE;
    return keyed ? table.lookUp(reference).stream().findFirst() : Optional.empty();
  }

  private boolean isMet(MemoryRow row) {
    return !table.entity.blindCreates || row.truth().incomplete;
  }

  /** A create whose record is there already: an upsert writes again, a half record is completed. */
  private WriteResult again(Write.Create create, MemoryRow row) {
    boolean upsert = table.entity.createSafety.kind() == CreateSafety.Kind.UPSERT_BY_REFERENCE;
    if (!upsert && !row.truth().incomplete) {
      return written(create.key(), row, false);
    }
    Optional<WriteResult> refusal = refusal(create.key(), row, create.fields(), true);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    commit(row, with(row, create.fields()), create);
    return written(create.key(), row, false);
  }

  private WriteResult complete(Write.Complete complete) {
    Optional<MemoryRow> found = target(complete);
    if (found.isEmpty()) {
      return missing(complete);
    }
    Optional<WriteResult> refusal = refusal(complete.key(), found.get(), complete.fields(), false);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    commit(found.get(), with(found.get(), complete.fields()), complete);
    return written(complete.key(), found.get(), false);
  }

  /** An update that changes no part of a composite record is never half done. */
  private WriteResult update(Write.Update update, boolean half) {
    Optional<MemoryRow> found = target(update);
    if (found.isEmpty()) {
      return missing(update);
    }
    MemoryRow row = found.get();
    if (update.etag() != null && !update.etag().equals(reader.etag(row.truth()))) {
      return new WriteResult.Stale(update.key());
    }
    Optional<WriteResult> refusal = refusal(update.key(), row, update.changed(), false);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Fields current = table.schema.show(row.truth().values, update.changed().keys());
    Fields whole = Parts.merge(update.changed(), update.before(), current);
    Fields values = half ? whole.without(table.entity.compositeFields) : whole;
    MemoryVersion version = row.truth();
    commit(
        row,
        version.withValues(table.schema.store(taken(values), version.values), version.incomplete),
        update);
    return values.keys().size() < whole.keys().size()
        ? incomplete(update.key(), row)
        : written(update.key(), row, false);
  }

  private WriteResult changeState(Write write) {
    Optional<MemoryRow> found = target(write);
    if (found.isEmpty()) {
      return missing(write);
    }
    MemoryRow row = found.get();
    MemoryVersion.State state =
        write instanceof Write.Archive
            ? MemoryVersion.State.ARCHIVED
            : write instanceof Write.Restore ? MemoryVersion.State.LIVE : MemoryVersion.State.GONE;
    commit(row, row.truth().withState(state), write);
    return written(write.key(), row, false);
  }

  private Optional<MemoryRow> target(Write write) {
    return write
        .target()
        .flatMap(id -> Optional.ofNullable(table.row(id)))
        .filter(row -> row.exists() && !row.hidden);
  }

  /** Why the target cannot be written: hidden, merged away, or no longer there. */
  private WriteResult missing(Write write) {
    RecordId id = write.target().orElseThrow();
    MemoryRow row = table.row(id);
    if (row != null && row.exists()) {
      return system.errors().refused(write.key(), ErrorCode.ACCESS_DENIED, type, id);
    }
    MemoryVersion version = row == null ? null : row.current;
    RecordId winner =
        version != null && version.state == MemoryVersion.State.MERGED
            ? RecordId.of(version.mergedInto)
            : null;
    return new WriteResult.Refused(
        write.key(),
        system.errors().detail(ErrorCode.RECORD_NOT_FOUND, type, id),
        List.of(),
        null,
        winner);
  }

  private Optional<WriteResult> refusal(
      String key, @Nullable MemoryRow row, Fields fields, boolean create) {
    RecordId id = row == null ? null : row.recordId();
    List<FieldError> errors = table.schema.judge(fields, create);
    if (!errors.isEmpty()) {
      return Optional.of(system.errors().refused(key, type, id, errors));
    }
    return missingReference(key, id, fields).or(() -> duplicate(key, row, fields));
  }

  private Optional<WriteResult> missingReference(String key, @Nullable RecordId id, Fields fields) {
    return fields.keys().stream()
        .flatMap(field -> references(field, fields))
        .filter(this::unknown)
        .findFirst()
        .map(
            ref ->
                new WriteResult.Refused(
                    key,
                    system.errors().detail(ErrorCode.REFERENCE_MISSING, type, id),
                    List.of(),
                    ref.toString(),
                    null));
  }

  private static <T> Stream<Ref> references(Field<T> field, Fields fields) {
    return fields
        .get(field)
        .map(field.type()::references)
        .map(Set::stream)
        .orElseGet(Stream::empty);
  }

  /** References to types of other systems and by keys that nobody indexes are taken as they are. */
  private boolean unknown(Ref ref) {
    MemoryTable other = system.tables().get(ref.type().recordType());
    if (other == null) {
      return false;
    }
    if (ref.id().isPresent()) {
      MemoryRow row = other.row(ref.id().get());
      return row == null || !row.exists();
    }
    Field<String> key = Field.text(ref.naturalKey().orElseThrow());
    return other.entity.uniqueKeys.contains(key) && other.holders(key, ref.value()).isEmpty();
  }

  private Optional<WriteResult> duplicate(String key, @Nullable MemoryRow row, Fields fields) {
    for (Field<?> unique : table.entity.uniqueKeys) {
      Optional<MemoryRow> other =
          normal(unique, fields)
              .flatMap(
                  value ->
                      table.holders(unique, value).stream()
                          .filter(each -> each != row)
                          .findFirst());
      if (other.isPresent()) {
        FieldError error = FieldError.of(unique.name(), ErrorCode.DUPLICATE_VALUE.name(), "taken");
        return Optional.of(
            new WriteResult.Refused(
                key,
                system.errors().detail(ErrorCode.DUPLICATE_VALUE, type, null),
                List.of(error),
                null,
                other.get().recordId()));
      }
    }
    return Optional.empty();
  }

  private <T> Optional<T> normal(Field<T> field, Fields fields) {
    return fields.get(field).map(value -> table.schema.normal(field, value));
  }

  private Fields taken(Fields sent) {
    return table.ignored.isEmpty() ? sent : sent.without(table.ignored);
  }

  private MemoryVersion with(MemoryRow row, Fields fields) {
    return row.truth().withValues(table.schema.store(taken(fields), row.truth().values), false);
  }

  private void commit(MemoryRow row, MemoryVersion next, Write write) {
    Ticket.Operation operation = Results.operation(write);
    String reference = write instanceof Write.Create create ? create.reference() : null;
    system
        .commits()
        .apply(
            table,
            row,
            next,
            new AppliedWrite.Effect(AppliedWrite.Origin.ADAPTER, operation, reference));
  }

  WriteResult written(String key, MemoryRow row, boolean created) {
    return new WriteResult.Written(key, reader.answer(row), created);
  }

  WriteResult incomplete(String key, MemoryRow row) {
    return new WriteResult.Incomplete(
        key,
        row.recordId(),
        reader.answer(row),
        system.errors().detail(ErrorCode.INCOMPLETE_WRITE, type, row.recordId()));
  }
}
