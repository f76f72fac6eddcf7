package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of writes whose answer was lost: read by our reference or by id, both of which are
 * consistent (W1). Never asks the search index.
 */
final class Fates {
  private final Org org;
  private final RecordMap map;
  private final RecordReader reader;
  private final Lookups lookups;
  private final Finder finder;
  private final BulkFates bulk;

  Fates(Org org, RecordMap map, RecordReader reader, Lookups lookups, Finder finder) {
    this.org = org;
    this.map = map;
    this.reader = reader;
    this.lookups = lookups;
    this.finder = finder;
    this.bulk = new BulkFates(org, map);
  }

  List<WriteResult> of(List<Ticket> tickets) {
    Map<String, BulkFates.Told> told = new HashMap<>();
    tickets.forEach(ticket -> told.put(ticket.key(), bulk.of(ticket)));
    List<Ticket> open =
        tickets.stream()
            .filter(ticket -> !(told.get(ticket.key()) instanceof BulkFates.Told.Result))
            .toList();
    // Before the records are read: a job that ends in between has written them by then.
    boolean mayStill = bulk.mayRun(open);
    Map<String, Snapshot> byReference =
        byReference(
            open.stream()
                .filter(ticket -> told.get(ticket.key()) instanceof BulkFates.Told.Nothing)
                .toList());
    Map<RecordId, Lookup> byId = byId(open, told);
    List<WriteResult> results = new ArrayList<>();
    for (Ticket ticket : tickets) {
      BulkFates.Told word = told.get(ticket.key());
      if (word instanceof BulkFates.Told.Result result) {
        results.add(result.result());
      } else if (word instanceof BulkFates.Told.Done done) {
        results.add(ofDone(ticket, done, byId));
      } else {
        WriteResult seen = seen(ticket, byReference, byId);
        results.add(seen instanceof WriteResult.Absent && mayStill ? bulk.pending(ticket) : seen);
      }
    }
    return results;
  }

  private WriteResult seen(
      Ticket ticket, Map<String, Snapshot> byReference, Map<RecordId, Lookup> byId) {
    Optional<RecordId> id = ticket.record();
    return id.isPresent()
        ? ofKnown(ticket, byId.getOrDefault(id.get(), new Lookup.Gone(id.get())))
        : ofCreate(ticket, byReference);
  }

  /** A job did it: what the record shows by now is what came of it, be it as sent or not. */
  private WriteResult ofDone(Ticket ticket, BulkFates.Told.Done done, Map<RecordId, Lookup> byId) {
    Snapshot shown =
        byId.get(done.id()) instanceof Lookup.Found found
            ? found.snapshot()
            : Snapshot.of(map.type(), done.id(), Fields.empty());
    return new WriteResult.Written(ticket.key(), shown, done.created());
  }

  private Map<String, Snapshot> byReference(List<Ticket> tickets) {
    Set<String> references = new LinkedHashSet<>();
    tickets.stream()
        .filter(ticket -> ticket.record().isEmpty())
        .forEach(ticket -> ticket.ourReference().ifPresent(references::add));
    Map<String, Snapshot> found = new HashMap<>();
    List<SalesforceRecord> records = finder.rows(map.referenceColumn(), references);
    Map<String, String> referenceOf = new HashMap<>();
    records.forEach(
        record ->
            record
                .text(map.referenceColumn())
                .ifPresent(reference -> referenceOf.put(record.id(), reference)));
    for (RecordReader.Seen seen : reader.read(records)) {
      String reference = referenceOf.get(seen.id().value());
      if (reference != null) {
        found.put(reference, snapshot(seen));
      }
    }
    return found;
  }

  /** A record that cannot be understood is there all the same. */
  private Snapshot snapshot(RecordReader.Seen seen) {
    Snapshot snapshot = seen.snapshot();
    return snapshot == null ? Snapshot.of(map.type(), seen.id(), Fields.empty()) : snapshot;
  }

  private Map<RecordId, Lookup> byId(List<Ticket> tickets, Map<String, BulkFates.Told> told) {
    Set<RecordId> ids = new LinkedHashSet<>();
    for (Ticket ticket : tickets) {
      ticket.record().ifPresent(ids::add);
      if (told.get(ticket.key()) instanceof BulkFates.Told.Done done) {
        ids.add(done.id());
      }
    }
    Map<RecordId, Lookup> found = new HashMap<>();
    lookups.read(ids).forEach(lookup -> found.put(lookup.id(), lookup));
    return found;
  }

  private WriteResult ofCreate(Ticket ticket, Map<String, Snapshot> byReference) {
    Optional<Snapshot> found = ticket.ourReference().map(byReference::get);
    return found
        .map(snapshot -> complete(ticket, snapshot))
        .orElseGet(() -> new WriteResult.Absent(ticket.key()));
  }

  /** A composite record that is there may still be half written (L22). */
  private WriteResult complete(Ticket ticket, Snapshot snapshot) {
    Fields sent = ticket.sent();
    boolean lacks =
        map.parts().stream().anyMatch(part -> part.lacks(sent, snapshot.fields()))
            || map.late().stream().anyMatch(field -> differs(field, sent, snapshot));
    if (!lacks) {
      return new WriteResult.Written(ticket.key(), snapshot, true);
    }
    ErrorDetail cause =
        ErrorDetail.of(ErrorCode.INCOMPLETE_WRITE)
            .system(org.settings().system())
            .entity(map.type().name())
            .record(snapshot.id().value())
            .build();
    return new WriteResult.Incomplete(ticket.key(), snapshot.id(), snapshot, cause);
  }

  private WriteResult ofKnown(Ticket ticket, Lookup lookup) {
    Optional<Snapshot> shown =
        lookup instanceof Lookup.Found found ? Optional.of(found.snapshot()) : Optional.empty();
    boolean live = shown.filter(snapshot -> snapshot.life() == Life.LIVE).isPresent();
    return switch (ticket.operation()) {
      case DELETE ->
          lookup instanceof Lookup.Gone
              ? new WriteResult.Written(ticket.key(), gone(lookup), false)
              : new WriteResult.Absent(ticket.key());
      case ARCHIVE ->
          shown
              .filter(snapshot -> !live)
              .<WriteResult>map(snapshot -> new WriteResult.Written(ticket.key(), snapshot, false))
              .orElseGet(() -> new WriteResult.Absent(ticket.key()));
      case CREATE, COMPLETE ->
          shown
              .map(snapshot -> complete(ticket, snapshot))
              .orElseGet(() -> new WriteResult.Absent(ticket.key()));
      case UPDATE, RESTORE ->
          shown
              .filter(snapshot -> ticket.operation() != Ticket.Operation.RESTORE || live)
              .filter(snapshot -> holds(ticket.sent(), snapshot))
              .<WriteResult>map(snapshot -> new WriteResult.Written(ticket.key(), snapshot, false))
              .orElseGet(() -> new WriteResult.Absent(ticket.key()));
    };
  }

  private Snapshot gone(Lookup lookup) {
    return Snapshot.builder(map.type(), lookup.id(), Fields.empty()).life(Life.ARCHIVED).build();
  }

  /** Whether the record has every value that was sent, in its normal form (L21). */
  private boolean holds(Fields sent, Snapshot snapshot) {
    return sent.keys().stream()
        .filter(field -> !field.equals(Reference.FIELD))
        .noneMatch(field -> differs(field, sent, snapshot));
  }

  private <T> boolean differs(Field<T> field, Fields sent, Snapshot snapshot) {
    if (!sent.has(field) || !snapshot.fields().has(field)) {
      return false;
    }
    Optional<FieldRule<T>> rule = rule(field);
    T expected =
        sent.get(field)
            .map(value -> rule.map(each -> each.normalized(value)).orElse(value))
            .orElse(null);
    return !field.type().same(expected, snapshot.fields().get(field).orElse(null));
  }

  @SuppressWarnings("unchecked") // A rule is kept under its own field.
  private <T> Optional<FieldRule<T>> rule(Field<T> field) {
    return Optional.ofNullable((FieldRule<T>) map.rulesByField().get(field));
  }
}
