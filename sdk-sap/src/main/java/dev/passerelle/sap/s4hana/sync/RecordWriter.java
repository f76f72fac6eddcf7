package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sap.common.Needed;
import dev.passerelle.sap.common.Outcomes;
import dev.passerelle.sap.common.Taken;
import dev.passerelle.sap.s4hana.S4Service;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates go one by one, after a look for our reference (L20): an order takes seconds, and a lost
 * answer must not make others unknown. A change is read before, for the places and the etags of its
 * parts, and sent as one change set: all or nothing. What came of it is read and told as far as it
 * is what was sent (L10).
 */
final class RecordWriter {
  private final Site site;
  private final EntityMap map;
  private final Reading reading;
  private final Steps steps;

  RecordWriter(Site site, EntityMap map, Reading reading) {
    this.site = site;
    this.map = map;
    this.reading = reading;
    this.steps = new Steps(site, map);
  }

  List<WriteResult> write(List<Write> writes) {
    Needed.require(site.settings().system(), map.type(), writes, map::can);
    map.requireComplete();
    Outcomes outcomes = new Outcomes(map);
    List<Write.Create> creates = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (Write write : writes) {
      if (write instanceof Write.Create create) {
        creates.add(create);
      } else {
        changes.add(Change.of(write));
      }
    }
    create(creates, outcomes);
    change(changes, outcomes);
    return outcomes.all();
  }

  /**
   * A change of a record.
   *
   * @param life what an archive or a restore makes of it; null for a change of fields
   */
  private record Change(
      String key,
      RecordId id,
      Fields changed,
      Fields before,
      @Nullable String etag,
      @Nullable Life life) {
    static Change of(Write write) {
      RecordId id = write.target().orElseThrow();
      if (write instanceof Write.Update update) {
        return new Change(update.key(), id, update.changed(), update.before(), update.etag(), null);
      }
      if (write instanceof Write.Complete complete) {
        return new Change(complete.key(), id, complete.fields(), Fields.empty(), null, null);
      }
      Life life = write instanceof Write.Archive ? Life.ARCHIVED : Life.LIVE;
      return new Change(write.key(), id, Fields.empty(), Fields.empty(), null, life);
    }
  }

  private S4Service service() {
    return site.service(map.source().api());
  }

  private void create(List<Write.Create> creates, Outcomes outcomes) {
    List<Write.Create> open =
        creates.stream().filter(each -> outcomes.accepts(each.key(), each.fields())).toList();
    if (open.isEmpty()) {
      return;
    }
    List<String> references = open.stream().map(Write.Create::reference).toList();
    Map<String, S4Record> existing = reading.rowsByReference(references);
    Map<String, ErrorDetail> unusable = reading.unusable(references);
    Map<Write.Create, Made> made = new LinkedHashMap<>();
    for (Write.Create each : open) {
      S4Record there = existing.get(each.reference());
      ErrorDetail why = unusable.get(each.reference());
      if (why != null) {
        outcomes.put(WriteResult.Refused.of(each.key(), why));
      } else if (there != null) {
        outcomes.put(existing(each, map.snapshot(there)));
      } else {
        create(each, outcomes).ifPresent(one -> made.put(each, one));
      }
    }
    shown(made, outcomes);
  }

  /** Made before, by us; what comes after it may not have been (L22). */
  private WriteResult existing(Write.Create create, Snapshot there) {
    return map.layout().after().isMissing(create.fields(), there.fields())
        ? new WriteResult.Incomplete(
            create.key(), there.id(), there, map.detail(ErrorCode.INCOMPLETE_WRITE).build())
        : new WriteResult.Written(create.key(), there, false);
  }

  /**
   * A record that was made.
   *
   * @param number its key
   * @param failure what kept its rest from being written; null where nothing did
   */
  private record Made(String number, @Nullable PasserelleException failure) {}

  private Optional<Made> create(Write.Create create, Outcomes outcomes) {
    Optional<Body> body = body(create, outcomes);
    if (body.isEmpty()) {
      return Optional.empty();
    }
    Optional<Made> made = Optional.empty();
    try {
      Optional<String> number =
          service()
              .create(map.source().set(), body.get().values())
              .flatMap(row -> row.number(map.source().key()));
      outcomes.sent();
      if (number.isEmpty()) {
        outcomes.put(outcomes.unknown(create.key()));
      }
      made = number.map(value -> rest(value, body.get()));
    } catch (PasserelleException e) {
      failed(create, e, outcomes);
    }
    outcomes.sent();
    return made;
  }

  private void failed(Write.Create create, PasserelleException e, Outcomes outcomes) {
    Optional<RecordId> existing = map.layout().completion().existing(create);
    if (e.code() == ErrorCode.DUPLICATE_VALUE && existing.isPresent()) {
      outcomes.put(outcomes.result(create.key(), e, existing.get()));
    } else {
      outcomes.failed(List.of(create.key()), e);
    }
  }

  private Made rest(String number, Body body) {
    try {
      map.layout().after().run(number, body);
      return new Made(number, null);
    } catch (PasserelleException e) {
      return new Made(number, e);
    }
  }

  private Optional<Body> body(Write.Create create, Outcomes outcomes) {
    Body body = Body.fresh();
    Fields fields = create.fields().without(Set.of(Reference.FIELD));
    map.bindings().forEach(binding -> binding.writeInto(body, fields, Fields.empty()));
    body.put(map.layout().reference(), create.reference());
    return map.layout().completion().complete(create, body, outcomes)
            && accepted(create.key(), body, outcomes)
        ? Optional.of(body)
        : Optional.empty();
  }

  private static boolean accepted(String key, Body body, Outcomes outcomes) {
    List<FieldError> refusals = body.refusals();
    if (!refusals.isEmpty()) {
      outcomes.refuse(key, ErrorCode.VALUE_INVALID, refusals.get(0));
    }
    return refusals.isEmpty();
  }

  private void shown(Map<Write.Create, Made> made, Outcomes outcomes) {
    Map<String, S4Record> now = new LinkedHashMap<>();
    try {
      List<String> numbers = made.values().stream().map(Made::number).toList();
      for (S4Record row : reading.by(map.source().key(), numbers)) {
        row.number(map.source().key()).ifPresent(number -> now.put(number, row));
      }
    } catch (PasserelleException e) {
      // The records are made, whatever became of the look at them.
      now.clear();
    }
    made.forEach((create, one) -> outcomes.put(outcome(create, one, now.get(one.number()))));
  }

  private WriteResult outcome(Write.Create create, Made made, @Nullable S4Record row) {
    if (row == null && map.source().isNamedByAnother()) {
      // Without its other number nobody could find it again by what we would tell.
      return new WriteResult.Unknown(
          create.key(),
          map.detail(ErrorCode.OUTCOME_UNKNOWN).cause("made, and not shown yet").build());
    }
    Snapshot snapshot =
        row == null
            ? Snapshot.of(map.type(), RecordId.of(made.number()), Fields.empty())
            : map.snapshot(row, told(create.fields(), row));
    PasserelleException failure = made.failure();
    return failure == null
        ? new WriteResult.Written(create.key(), snapshot, true)
        : new WriteResult.Incomplete(
            create.key(),
            snapshot.id(),
            snapshot,
            failure.detail().toBuilder().entity(map.type().name()).build());
  }

  /** Everything but what was sent and is not there. */
  private Fields told(Fields sent, S4Record row) {
    Fields all = map.fields(row);
    Set<Field<?>> other = new LinkedHashSet<>(sent.keys());
    other.removeAll(Taken.of(map, sent, all));
    return all.without(other);
  }

  private void change(List<Change> changes, Outcomes outcomes) {
    List<Change> open =
        changes.stream().filter(each -> outcomes.accepts(each.key(), each.changed())).toList();
    if (open.isEmpty()) {
      return;
    }
    Map<RecordId, Optional<S4Record>> current =
        reading.locate(open.stream().map(Change::id).toList());
    for (Change each : open) {
      Optional<S4Record> row = current.getOrDefault(each.id(), Optional.empty());
      if (row.isEmpty()) {
        outcomes.put(outcomes.gone(each.key(), each.id()));
      } else {
        change(each, row.get(), outcomes);
      }
    }
    confirm(open.stream().filter(each -> outcomes.isOpen(each.key())).toList(), outcomes);
  }

  private void change(Change change, S4Record row, Outcomes outcomes) {
    Optional<String> whole = Etag.of(row);
    if (change.etag() != null && whole.isPresent() && !whole.get().equals(change.etag())) {
      outcomes.put(new WriteResult.Stale(change.key()));
      return;
    }
    Body body = Body.change(row);
    map.bindings().forEach(binding -> binding.writeInto(body, change.changed(), change.before()));
    if (change.life() != null) {
      map.layout().life().accept(body, change.life());
    }
    if (!accepted(change.key(), body, outcomes)) {
      return;
    }
    String key = row.text(map.source().key()).orElse("");
    try {
      steps.run(body.steps(map.source().set(), Steps.key(key), row.etag().orElse(null)));
      map.layout().after().run(key, body);
    } catch (PasserelleException e) {
      outcomes.failed(List.of(change.key()), e);
    }
    outcomes.sent();
  }

  private void confirm(List<Change> done, Outcomes outcomes) {
    if (done.isEmpty()) {
      return;
    }
    Map<RecordId, Optional<S4Record>> now;
    try {
      now = reading.locate(done.stream().map(Change::id).toList());
    } catch (PasserelleException e) {
      // The changes are made, whatever became of the look at them.
      now = Map.of();
    }
    for (Change each : done) {
      Optional<S4Record> row = now.getOrDefault(each.id(), Optional.empty());
      outcomes.put(new WriteResult.Written(each.key(), shown(each, row), false));
    }
  }

  private Snapshot shown(Change change, Optional<S4Record> row) {
    if (row.isEmpty()) {
      return Snapshot.builder(map.type(), change.id(), Fields.empty())
          .life(change.life() == null ? Life.LIVE : change.life())
          .build();
    }
    Fields all = map.fields(row.get());
    return map.snapshot(row.get(), all.only(Taken.of(map, change.changed(), all)));
  }
}
