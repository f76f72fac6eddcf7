package dev.passerelle.hubspot.sync;

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
import dev.passerelle.hubspot.model.BatchRead;
import dev.passerelle.hubspot.model.HubSpotObject;
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
  private final Portal portal;
  private final RecordMap map;
  private final RecordReader reader;
  private final Lookups lookups;

  Fates(Portal portal, RecordMap map, RecordReader reader, Lookups lookups) {
    this.portal = portal;
    this.map = map;
    this.reader = reader;
    this.lookups = lookups;
  }

  List<WriteResult> of(List<Ticket> tickets) {
    Map<String, Snapshot> byReference = byReference(tickets);
    Map<RecordId, Lookup> byId = byId(tickets);
    List<WriteResult> results = new ArrayList<>();
    for (Ticket ticket : tickets) {
      Optional<RecordId> id = ticket.record();
      results.add(
          id.isPresent()
              ? ofKnown(ticket, byId.getOrDefault(id.get(), new Lookup.Gone(id.get())))
              : ofCreate(ticket, byReference));
    }
    return results;
  }

  private Map<String, Snapshot> byReference(List<Ticket> tickets) {
    Set<String> references = new LinkedHashSet<>();
    tickets.stream()
        .filter(ticket -> ticket.record().isEmpty())
        .forEach(ticket -> ticket.ourReference().ifPresent(references::add));
    Map<String, Snapshot> found = new HashMap<>();
    List<String> properties = new ArrayList<>(map.properties());
    properties.add(map.referenceProperty());
    List<HubSpotObject> objects =
        portal
            .client()
            .objects(map.objectType())
            .read(BatchRead.by(map.referenceProperty(), references, properties), false);
    Map<String, String> referenceOf = new HashMap<>();
    objects.forEach(
        object ->
            object
                .text(map.referenceProperty())
                .ifPresent(reference -> referenceOf.put(object.id(), reference)));
    for (RecordReader.Seen seen : reader.read(objects)) {
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

  private Map<RecordId, Lookup> byId(List<Ticket> tickets) {
    Set<RecordId> ids = new LinkedHashSet<>();
    tickets.forEach(ticket -> ticket.record().ifPresent(ids::add));
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
            .system(portal.settings().system())
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
      case DELETE, ARCHIVE ->
          live
              ? new WriteResult.Absent(ticket.key())
              : new WriteResult.Written(ticket.key(), shown.orElseGet(() -> gone(lookup)), false);
      case CREATE, COMPLETE ->
          shown
              .filter(snapshot -> live)
              .map(snapshot -> complete(ticket, snapshot))
              .orElseGet(() -> new WriteResult.Absent(ticket.key()));
      case UPDATE, RESTORE ->
          shown
              .filter(snapshot -> live && holds(ticket.sent(), snapshot))
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
