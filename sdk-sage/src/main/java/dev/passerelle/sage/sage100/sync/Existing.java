package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sage.sage100.Row;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Records that are to be changed, as SQL shows them: before the write, and to tell its fate. */
final class Existing {
  private static final PostalAddress NO_ADDRESS =
      new PostalAddress(null, null, null, null, null, null);
  private static final List<Function<PostalAddress, @Nullable String>> PARTS =
      List.copyOf(CustomerColumns.ADDRESS.values());

  private final String system;
  private final SageEntity entity;

  Existing(String system, SageEntity entity) {
    this.system = system;
    this.entity = entity;
  }

  /** What the records of some writes are now. */
  final class Present {
    private final Map<RecordId, Snapshot> snapshots;

    private Present(Map<RecordId, Snapshot> snapshots) {
      this.snapshots = snapshots;
    }

    /** Gone, or another than the plan saw (L24, W5). */
    Optional<WriteResult> obstacle(Write write) {
      RecordId id = write.target().orElseThrow();
      Snapshot now = snapshots.get(id);
      if (now == null) {
        return Optional.of(notFound(write.key(), id));
      }
      boolean moved =
          write instanceof Write.Update update && differs(update.before(), update.changed(), now);
      return moved ? Optional.of(new WriteResult.Stale(write.key())) : Optional.empty();
    }
  }

  Present of(List<Write> writes) {
    List<RecordId> ids = writes.stream().flatMap(write -> write.target().stream()).toList();
    Map<RecordId, Snapshot> found = new HashMap<>();
    if (!ids.isEmpty()) {
      for (Lookup lookup : entity.read(ids)) {
        if (lookup instanceof Lookup.Found there) {
          found.put(there.id(), there.snapshot());
        }
      }
    }
    return new Present(found);
  }

  private static boolean differs(Fields before, Fields changed, Snapshot now) {
    return changed.keys().stream()
        .filter(field -> before.has(field) && now.fields().has(field))
        .anyMatch(field -> moved(field, before, changed, now.fields()));
  }

  /** Neither what the plan saw nor what it wants; of an address only the parts to be written. */
  private static <T> boolean moved(Field<T> field, Fields before, Fields changed, Fields now) {
    T was = before.get(field).orElse(null);
    T wanted = changed.get(field).orElse(null);
    T present = now.get(field).orElse(null);
    if (was instanceof PostalAddress a && wanted instanceof PostalAddress b) {
      PostalAddress c = present instanceof PostalAddress address ? address : NO_ADDRESS;
      return PARTS.stream().anyMatch(part -> moved(part.apply(a), part.apply(b), part.apply(c)));
    }
    return !like(field, present, was) && !like(field, present, wanted);
  }

  private static boolean moved(
      @Nullable String was, @Nullable String wanted, @Nullable String present) {
    return !Objects.equals(was, wanted)
        && !Objects.equals(present, was)
        && !Objects.equals(present, wanted);
  }

  /** Sage has one kind of nothing only. */
  private static <T> boolean like(Field<T> field, @Nullable T left, @Nullable T right) {
    boolean nothing = left == null || field.type().blank(left);
    return nothing ? right == null || field.type().blank(right) : field.type().same(left, right);
  }

  /** What became of a write on an existing record: SQL tells. */
  WriteResult look(Ticket ticket) {
    Optional<RecordId> id = ticket.record();
    if (id.isEmpty()) {
      return new WriteResult.Absent(ticket.key());
    }
    Lookup lookup = entity.read(List.of(id.get())).get(0);
    if (!(lookup instanceof Lookup.Found found)) {
      return ticket.operation() == Operation.DELETE
          ? new WriteResult.Written(ticket.key(), gone(id.get()), false)
          : notFound(ticket.key(), id.get());
    }
    return holds(ticket, found.snapshot())
        ? new WriteResult.Written(ticket.key(), found.snapshot(), false)
        : new WriteResult.Absent(ticket.key());
  }

  private Snapshot gone(RecordId id) {
    return Snapshot.of(entity.describe().build().type(), id, Fields.empty());
  }

  private boolean holds(Ticket ticket, Snapshot now) {
    return switch (ticket.operation()) {
      case ARCHIVE -> now.life() == Life.ARCHIVED;
      case RESTORE -> now.life() == Life.LIVE;
      case UPDATE -> ticket.sent().keys().stream().allMatch(field -> holds(field, ticket, now));
      default -> false;
    };
  }

  private <T> boolean holds(Field<T> field, Ticket ticket, Snapshot now) {
    @Nullable T sent =
        ticket
            .sent()
            .get(field)
            .map(
                value ->
                    entity
                        .describe()
                        .build()
                        .rule(field)
                        .map(rule -> rule.normalized(value))
                        .orElse(value))
            .orElse(null);
    return like(field, sent, now.fields().get(field).orElse(null));
  }

  WriteResult notFound(String key, RecordId id) {
    ErrorDetail detail =
        ErrorDetail.of(ErrorCode.RECORD_NOT_FOUND)
            .system(system)
            .entity(entity.describe().build().type().name())
            .record(id.value())
            .build();
    return WriteResult.Refused.of(key, detail);
  }

  /** A change that was done, whatever the record holds by now. */
  WriteResult done(Ticket ticket) {
    RecordId id = ticket.record().orElseThrow();
    return entity.read(List.of(id)).get(0) instanceof Lookup.Found found
        ? new WriteResult.Written(ticket.key(), found.snapshot(), false)
        : notFound(ticket.key(), id);
  }

  /** Something else has what a create would make; the record, when it can be coupled. */
  WriteResult taken(Write.Create create, Field<?> field, Optional<RecordId> id) {
    ErrorDetail detail =
        ErrorDetail.of(ErrorCode.DUPLICATE_VALUE)
            .system(system)
            .entity(entity.describe().build().type().name())
            .record(create.reference())
            .field(field.name())
            .build();
    FieldError error = FieldError.of(field.name(), ErrorCode.DUPLICATE_VALUE.name(), "");
    return new WriteResult.Refused(create.key(), detail, List.of(error), null, id.orElse(null));
  }

  /** A create whose record was found. */
  WriteResult made(Ticket ticket, RecordId id) {
    return entity.read(List.of(id)).get(0) instanceof Lookup.Found found
        ? new WriteResult.Written(ticket.key(), found.snapshot(), true)
        : new WriteResult.Absent(ticket.key());
  }

  WriteResult badReference(Write.Create create) {
    ErrorDetail detail =
        ErrorDetail.of(ErrorCode.VALUE_INVALID).system(system).field("reference").build();
    return WriteResult.Refused.of(
        create.key(),
        detail,
        FieldError.of("reference", "VALUE_INVALID", "printable ASCII without blanks"));
  }

  static boolean printable(String reference) {
    return reference.matches("[!-~]{1,98}");
  }

  /** A stored value as the agent's contract writes it. */
  static @Nullable Object stored(Row row, String column) {
    Object value = row.value(column).orElse("");
    if (value instanceof LocalDateTime) {
      return row.date(column).map(Object::toString).orElse(null);
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value instanceof Number number ? (Object) number.intValue() : row.text(column);
  }
}
