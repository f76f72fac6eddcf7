package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sap.common.Needed;
import dev.passerelle.sap.common.Outcomes;
import dev.passerelle.sap.common.Taken;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes go in batches, each record in a change set of its own: all of it or nothing, and one that
 * is refused stops nobody else. A record is read before where the places and the etags of its parts
 * must be known, or what it was. What came of it is read behind the changes in the same call, and
 * told as far as it is what was sent (L10).
 */
final class RecordWriter {
  /** Change sets in one call. */
  static final int BATCH = 100;

  /** Whatever the record is; the services demand a precondition (fact sheet §6). */
  private static final String ANY = "*";

  private final Site site;
  private final EntityMap map;
  private final Reading reading;
  private final Steps steps;
  private final Creating creating;

  RecordWriter(Site site, EntityMap map, Reading reading) {
    this.site = site;
    this.map = map;
    this.reading = reading;
    this.steps = new Steps(site, map);
    this.creating = new Creating(map, reading, steps);
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
    creating.create(creates, outcomes);
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

  static boolean accepted(EntityMap map, String key, Body body, Outcomes outcomes) {
    List<FieldError> refusals = body.refusals();
    if (!refusals.isEmpty()) {
      outcomes.refuse(key, ErrorCode.VALUE_INVALID, refusals.get(0));
    }
    return refusals.isEmpty();
  }

  private void change(List<Change> changes, Outcomes outcomes) {
    List<Change> open =
        changes.stream().filter(each -> outcomes.accepts(each.key(), each.changed())).toList();
    if (open.isEmpty()) {
      return;
    }
    List<Change> seen = open.stream().filter(each -> unseenKey(each).isEmpty()).toList();
    Map<RecordId, Optional<S4Record>> current =
        reading.locateWritable(seen.stream().map(Change::id).toList());
    List<Prepared> prepared = new ArrayList<>();
    for (Change each : open) {
      Optional<String> key = unseenKey(each);
      Optional<S4Record> row = current.getOrDefault(each.id(), Optional.empty());
      if (key.isPresent()) {
        prepare(each, key.get(), Body.unseen(), ANY, outcomes).ifPresent(prepared::add);
      } else if (row.isEmpty()) {
        outcomes.put(outcomes.gone(each.key(), each.id()));
      } else {
        prepare(each, row.get(), outcomes).ifPresent(prepared::add);
      }
    }
    for (int from = 0; from < prepared.size(); from += BATCH) {
      send(prepared.subList(from, Math.min(prepared.size(), from + BATCH)), outcomes);
    }
  }

  /**
   * The key of a record that need not be read before: nobody asks that it be what it was, and what
   * is written of it stands alone. Empty where it must be read.
   */
  private Optional<String> unseenKey(Change change) {
    boolean alone =
        change.changed().keys().stream()
            .allMatch(field -> map.binding(field).map(Binding::alone).orElse(false));
    if (!alone || change.etag() != null || change.life() != null || change.changed().isEmpty()) {
      return Optional.empty();
    }
    if (map.layout().after() != Layout.After.NONE) {
      return Optional.empty();
    }
    Source source = map.source();
    if (!source.isNamedByAnother()) {
      return source.keys().size() == 1 ? Optional.of(change.id().value()) : Optional.empty();
    }
    return source.id().properties().equals(List.of("Customer"))
        ? site.partners().known(change.id().value())
        : Optional.empty();
  }

  /** A change with what is sent for it. */
  private record Prepared(Change change, String key, Body body, Steps.Work work) {}

  private Optional<Prepared> prepare(Change change, S4Record row, Outcomes outcomes) {
    Optional<String> whole = Etag.of(row);
    if (change.etag() != null && !whole.equals(Optional.of(change.etag()))) {
      outcomes.put(new WriteResult.Stale(change.key()));
      return Optional.empty();
    }
    String key = row.text(map.source().key()).orElse("");
    return prepare(change, key, Body.change(row), row.etag().orElse(null), outcomes);
  }

  private Optional<Prepared> prepare(
      Change change, String key, Body body, @Nullable String etag, Outcomes outcomes) {
    map.bindings().forEach(binding -> binding.writeInto(body, change.changed(), change.before()));
    if (change.life() != null) {
      map.layout().life().accept(body, change.life());
    }
    if (!accepted(map, change.key(), body, outcomes)) {
      return Optional.empty();
    }
    List<Body.Step> sent = body.steps(map.source().set(), Steps.key(key), etag);
    return Optional.of(new Prepared(change, key, body, new Steps.Work(change.key(), sent)));
  }

  private void send(List<Prepared> some, Outcomes outcomes) {
    List<Steps.Work> works =
        some.stream().map(Prepared::work).filter(work -> !work.steps().isEmpty()).toList();
    List<RecordId> ids = some.stream().map(each -> each.change().id()).toList();
    boolean looks = works.size() > 1 && looksAtOnce();
    List<S4Record> looked = List.of();
    if (!works.isEmpty()) {
      try {
        Steps.Sent sent = steps.send(works, looks ? reading.looks(ids) : List.of());
        outcomes.sent();
        sent.failures().forEach((key, e) -> outcomes.failed(List.of(key), e));
        looked = sent.looked();
      } catch (PasserelleException e) {
        outcomes.failed(works.stream().map(Steps.Work::key).toList(), e);
      }
      outcomes.sent();
    }
    after(some, outcomes);
    List<Change> done =
        some.stream().map(Prepared::change).filter(each -> outcomes.isOpen(each.key())).toList();
    confirm(done, looks ? reading.byId(ids, reading.writable(looked)) : now(done), outcomes);
  }

  /** Whether nothing is written, or must be read, beyond the record's own set. */
  private boolean looksAtOnce() {
    return map.layout().after() == Layout.After.NONE
        && map.layout().extras().isReadOnly()
        && !map.source().isParted();
  }

  private void after(List<Prepared> some, Outcomes outcomes) {
    for (Prepared each : some) {
      if (outcomes.isOpen(each.change().key())) {
        try {
          map.layout().after().run(each.key(), each.body());
        } catch (PasserelleException e) {
          outcomes.failed(List.of(each.change().key()), e);
        }
      }
    }
  }

  private Map<RecordId, Optional<S4Record>> now(List<Change> done) {
    try {
      return done.isEmpty()
          ? Map.of()
          : reading.locateWritable(done.stream().map(Change::id).toList());
    } catch (PasserelleException e) {
      // The changes are made, whatever became of the look at them.
      return Map.of();
    }
  }

  private void confirm(
      List<Change> done, Map<RecordId, Optional<S4Record>> now, Outcomes outcomes) {
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
