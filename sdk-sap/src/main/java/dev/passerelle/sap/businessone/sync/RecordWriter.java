package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.odata.ODataBatch;
import dev.passerelle.core.http.odata.ODataBatchAnswer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sap.businessone.model.B1Record;
import dev.passerelle.sap.common.Needed;
import dev.passerelle.sap.common.Outcomes;
import dev.passerelle.sap.common.Taken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates go in batches, after a look for our reference (L20), and are known again by it. Changes
 * with a precondition go one by one, since a batch does not look at it (fact sheet §6); the others
 * in batches.
 */
final class RecordWriter {
  private final Site site;
  private final EntityMap map;
  private final Reading reading;

  RecordWriter(Site site, EntityMap map, Reading reading) {
    this.site = site;
    this.map = map;
    this.reading = reading;
  }

  List<WriteResult> write(List<Write> writes) {
    Needed.require(site.settings().system(), map.type(), writes, map::can);
    map.requireComplete();
    Outcomes outcomes = new Outcomes(map);
    List<Write.Create> creates = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    List<Write.Delete> deletes = new ArrayList<>();
    for (Write write : writes) {
      if (write instanceof Write.Create create) {
        creates.add(create);
      } else if (write instanceof Write.Update update) {
        changes.add(
            new Change(
                update.key(), update.id(), update.changed(), update.before(), update.etag(), null));
      } else if (write instanceof Write.Complete complete) {
        changes.add(
            new Change(
                complete.key(), complete.id(), complete.fields(), Fields.empty(), null, null));
      } else if (write instanceof Write.Delete delete) {
        deletes.add(delete);
      } else {
        changes.add(life(write));
      }
    }
    create(creates, outcomes);
    change(changes, outcomes);
    deletes.forEach(delete -> delete(delete, outcomes));
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
      @Nullable Life life) {}

  private static Change life(Write write) {
    Life life = write instanceof Write.Archive ? Life.ARCHIVED : Life.LIVE;
    RecordId id = write.target().orElseThrow();
    return new Change(write.key(), id, Fields.empty(), Fields.empty(), null, life);
  }

  private void create(List<Write.Create> creates, Outcomes outcomes) {
    List<Write.Create> open =
        creates.stream().filter(each -> outcomes.accepts(each.key(), each.fields())).toList();
    if (open.isEmpty()) {
      return;
    }
    Map<String, Reading.Located> existing = byReference(open);
    List<Write.Create> fresh = new ArrayList<>();
    for (Write.Create each : open) {
      Reading.Located found = existing.get(each.reference());
      if (found == null) {
        fresh.add(each);
      } else {
        outcomes.put(
            new WriteResult.Written(each.key(), map.snapshot(found.source(), found.row()), false));
      }
    }
    for (int from = 0; from < fresh.size(); from += map.batch()) {
      sendCreates(fresh.subList(from, Math.min(fresh.size(), from + map.batch())), outcomes);
    }
  }

  private Map<String, Reading.Located> byReference(List<Write.Create> creates) {
    Map<String, Reading.Located> found = new LinkedHashMap<>();
    for (Reading.Located each :
        reading.by(map.reference(), creates.stream().map(Write.Create::reference).toList())) {
      each.row().text(map.reference()).ifPresent(reference -> found.put(reference, each));
    }
    return found;
  }

  private void sendCreates(List<Write.Create> creates, Outcomes outcomes) {
    Source target = map.sources().get(0);
    ODataBatch.Builder batch = ODataBatch.builder();
    List<Write.Create> sent = new ArrayList<>();
    for (Write.Create each : creates) {
      Optional<Body> body = body(each, outcomes);
      if (body.isPresent()) {
        sent.add(each);
        batch.create(each.key(), target.set(), JsonTree.of(body.get().values()));
      }
    }
    try {
      settle(sent, site.client().send(batch.build()), outcomes);
    } catch (PasserelleException e) {
      outcomes.failed(sent.stream().map(Write.Create::key).toList(), e);
    }
    outcomes.sent();
  }

  private Optional<Body> body(Write.Create create, Outcomes outcomes) {
    Body body = Body.fresh();
    map.bindings()
        .forEach(
            binding ->
                binding.writeInto(
                    body, create.fields().without(Set.of(Reference.FIELD)), Fields.empty()));
    body.put(map.reference(), create.reference());
    return map.layout().completion().complete(create, body, outcomes)
        ? Optional.of(body)
        : Optional.empty();
  }

  /** A record that was made shows our reference: it is matched by that, and never by its place. */
  private void settle(List<Write.Create> sent, ODataBatchAnswer answer, Outcomes outcomes) {
    Map<String, B1Record> made = new LinkedHashMap<>();
    for (ODataBatchAnswer.Part part : answer.parts().values()) {
      if (part.isDone()) {
        B1Record row = new B1Record(part.body());
        row.text(map.reference()).ifPresent(reference -> made.put(reference, row));
      }
    }
    Source target = map.sources().get(0);
    for (Write.Create each : sent) {
      B1Record row = made.get(each.reference());
      if (row != null) {
        outcomes.put(new WriteResult.Written(each.key(), map.snapshot(target, row), true));
      } else {
        outcomes.put(failure(each, answer.part(each.key()), outcomes));
      }
    }
  }

  private WriteResult failure(
      Write.Create create, Optional<ODataBatchAnswer.Part> part, Outcomes outcomes) {
    Optional<PasserelleException> failure = part.flatMap(site.client()::failure);
    if (failure.isEmpty()) {
      return outcomes.unknown(create.key());
    }
    RecordId existing =
        failure.get().code() == ErrorCode.DUPLICATE_VALUE
            ? map.layout().completion().existing(create).orElse(null)
            : null;
    return outcomes.result(create.key(), failure.get(), existing);
  }

  private void change(List<Change> changes, Outcomes outcomes) {
    List<Change> open =
        changes.stream().filter(each -> outcomes.accepts(each.key(), each.changed())).toList();
    if (open.isEmpty()) {
      return;
    }
    Map<RecordId, Optional<Reading.Located>> current = current(open);
    List<Change> batched = new ArrayList<>();
    Map<String, Body> bodies = new LinkedHashMap<>();
    for (Change each : open) {
      if (reading.source(each.id()).isEmpty() || isGone(each, current)) {
        outcomes.put(outcomes.gone(each.key(), each.id()));
        continue;
      }
      Body body = body(each, current);
      bodies.put(each.key(), body);
      if (each.etag() != null || body.adds()) {
        single(each, body, outcomes);
      } else if (!body.isEmpty()) {
        batched.add(each);
      }
    }
    for (int from = 0; from < batched.size(); from += map.batch()) {
      batch(batched.subList(from, Math.min(batched.size(), from + map.batch())), bodies, outcomes);
    }
    confirm(open.stream().filter(each -> outcomes.isOpen(each.key())).toList(), outcomes);
  }

  private static boolean isGone(Change change, Map<RecordId, Optional<Reading.Located>> current) {
    Optional<Reading.Located> known = current.get(change.id());
    return known != null && known.isEmpty();
  }

  /** The records whose rows must be known before one of them is changed. */
  private Map<RecordId, Optional<Reading.Located>> current(List<Change> changes) {
    Set<RecordId> ids = new LinkedHashSet<>();
    for (Change each : changes) {
      boolean needed =
          map.bindings().stream()
              .anyMatch(binding -> binding.needsCurrent() && each.changed().has(binding.field()));
      if (needed) {
        ids.add(each.id());
      }
    }
    return reading.locate(ids);
  }

  private Body body(Change change, Map<RecordId, Optional<Reading.Located>> current) {
    B1Record row =
        Optional.ofNullable(current.get(change.id()))
            .flatMap(found -> found)
            .map(Reading.Located::row)
            .orElse(null);
    Body body = Body.change(row);
    map.bindings().forEach(binding -> binding.writeInto(body, change.changed(), change.before()));
    if (change.life() != null) {
      body.put("Valid", change.life() == Life.LIVE ? "tYES" : "tNO");
      body.put("Frozen", change.life() == Life.LIVE ? "tNO" : "tYES");
    }
    return body;
  }

  private void single(Change change, Body body, Outcomes outcomes) {
    Source source = reading.source(change.id()).orElseThrow();
    var objects = site.client().objects(source.set());
    var key = source.odataKey(Reading.key(source, change.id()));
    try {
      if (body.adds()) {
        objects.add(key, body.values(), change.etag());
      } else {
        objects.update(key, body.values(), change.etag());
      }
    } catch (PasserelleException e) {
      outcomes.failed(List.of(change.key()), e);
    }
    outcomes.sent();
  }

  private void batch(List<Change> changes, Map<String, Body> bodies, Outcomes outcomes) {
    ODataBatch.Builder batch = ODataBatch.builder().idempotent();
    for (Change each : changes) {
      Source source = reading.source(each.id()).orElseThrow();
      Body body = bodies.getOrDefault(each.key(), Body.fresh());
      batch.update(
          each.key(),
          source.set(),
          source.odataKey(Reading.key(source, each.id())),
          JsonTree.of(body.values()));
    }
    try {
      ODataBatchAnswer answer = site.client().send(batch.build());
      for (Change each : changes) {
        Optional<ODataBatchAnswer.Part> part = answer.part(each.key());
        if (part.isEmpty()) {
          outcomes.put(outcomes.unknown(each.key()));
        } else {
          site.client()
              .failure(part.get())
              .ifPresent(e -> outcomes.put(outcomes.result(each.key(), e, null)));
        }
      }
    } catch (PasserelleException e) {
      outcomes.failed(changes.stream().map(Change::key).toList(), e);
    }
    outcomes.sent();
  }

  /**
   * A change is answered without a body. What is read now may hold a user's change of the next
   * moment: only what equals what was sent is told as the answer (L10).
   */
  private void confirm(List<Change> done, Outcomes outcomes) {
    if (done.isEmpty()) {
      return;
    }
    Map<RecordId, Optional<Reading.Located>> now;
    try {
      now = reading.locate(done.stream().map(Change::id).toList());
    } catch (PasserelleException e) {
      // The changes are made, whatever became of the look at them.
      now = Map.of();
    }
    for (Change each : done) {
      Optional<Reading.Located> found = now.getOrDefault(each.id(), Optional.empty());
      outcomes.put(new WriteResult.Written(each.key(), shown(each, found), false));
    }
  }

  private Snapshot shown(Change change, Optional<Reading.Located> found) {
    if (found.isEmpty()) {
      return Snapshot.builder(map.type(), change.id(), Fields.empty())
          .life(change.life() == null ? Life.LIVE : change.life())
          .build();
    }
    Fields all = map.fields(found.get().row());
    Fields taken = all.only(Taken.of(map, change.changed(), all));
    return map.snapshot(found.get().source(), found.get().row(), taken);
  }

  private void delete(Write.Delete delete, Outcomes outcomes) {
    Optional<Source> source = reading.source(delete.id());
    if (source.isEmpty()) {
      outcomes.put(outcomes.gone(delete.key(), delete.id()));
      return;
    }
    try {
      site.client()
          .objects(source.get().set())
          .delete(source.get().odataKey(Reading.key(source.get(), delete.id())));
      Snapshot gone =
          Snapshot.builder(map.type(), delete.id(), Fields.empty()).life(Life.ARCHIVED).build();
      outcomes.put(new WriteResult.Written(delete.key(), gone, false));
    } catch (PasserelleException e) {
      outcomes.failed(List.of(delete.key()), e);
    }
    outcomes.sent();
  }
}
