package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sap.common.Outcomes;
import dev.passerelle.sap.common.Taken;
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
 * Makes records, after a look for our reference (L20). Documents go one by one: one takes seconds,
 * and a lost answer must not make others unknown. What came of them is read and told as far as it
 * is what was sent (L10).
 */
final class Creating {
  private final EntityMap map;
  private final Reading reading;
  private final Steps steps;

  Creating(EntityMap map, Reading reading, Steps steps) {
    this.map = map;
    this.reading = reading;
    this.steps = steps;
  }

  void create(List<Write.Create> creates, Outcomes outcomes) {
    List<Write.Create> open =
        creates.stream().filter(each -> outcomes.accepts(each.key(), each.fields())).toList();
    if (open.isEmpty()) {
      return;
    }
    List<String> references = open.stream().map(Write.Create::reference).toList();
    Map<String, S4Record> existing = reading.rowsByReference(references);
    Map<String, ErrorDetail> unusable = reading.unusable(references);
    Map<Write.Create, Made> made = new LinkedHashMap<>();
    List<Write.Create> fresh = new ArrayList<>();
    for (Write.Create each : open) {
      S4Record there = existing.get(each.reference());
      ErrorDetail why = unusable.get(each.reference());
      if (why != null) {
        outcomes.put(WriteResult.Refused.of(each.key(), why));
      } else if (there != null) {
        outcomes.put(existing(each, map.snapshot(there)));
      } else {
        fresh.add(each);
      }
    }
    send(fresh, made, outcomes);
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

  /** Together where the system takes them so; documents one by one. */
  private void send(List<Write.Create> creates, Map<Write.Create, Made> made, Outcomes outcomes) {
    Map<Write.Create, Body> bodies = new LinkedHashMap<>();
    creates.forEach(each -> body(each, outcomes).ifPresent(body -> bodies.put(each, body)));
    int most = map.can(Capability.UPDATE) ? RecordWriter.BATCH : 1;
    List<Write.Create> open = List.copyOf(bodies.keySet());
    for (int from = 0; from < open.size(); from += most) {
      send(open.subList(from, Math.min(open.size(), from + most)), bodies, made, outcomes);
    }
  }

  private void send(
      List<Write.Create> creates,
      Map<Write.Create, Body> bodies,
      Map<Write.Create, Made> made,
      Outcomes outcomes) {
    List<Steps.Work> works = new ArrayList<>();
    for (Write.Create each : creates) {
      Map<String, @Nullable Object> values = bodies.getOrDefault(each, Body.fresh()).values();
      Body.Step step = new Body.Step(Body.Kind.ADD, map.source().set(), null, values, null);
      works.add(new Steps.Work(each.key(), List.of(step)));
    }
    try {
      Steps.Sent sent = steps.send(works, List.of());
      outcomes.sent();
      for (Write.Create each : creates) {
        settle(each, bodies.getOrDefault(each, Body.fresh()), sent, outcomes)
            .ifPresent(one -> made.put(each, one));
      }
    } catch (PasserelleException e) {
      creates.forEach(each -> failed(each, e, outcomes));
    }
    outcomes.sent();
  }

  private Optional<Made> settle(
      Write.Create create, Body body, Steps.Sent sent, Outcomes outcomes) {
    PasserelleException failure = sent.failures().get(create.key());
    if (failure != null) {
      failed(create, failure, outcomes);
      return Optional.empty();
    }
    Optional<String> number =
        Optional.ofNullable(sent.made().get(create.key()))
            .flatMap(row -> row.number(map.source().key()));
    if (number.isEmpty()) {
      outcomes.put(outcomes.unknown(create.key()));
    }
    return number.map(value -> rest(value, body));
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
            && RecordWriter.accepted(map, create.key(), body, outcomes)
        ? Optional.of(body)
        : Optional.empty();
  }

  private void shown(Map<Write.Create, Made> made, Outcomes outcomes) {
    Map<String, S4Record> now = new LinkedHashMap<>();
    try {
      List<String> numbers = made.values().stream().map(Made::number).toList();
      for (S4Record row : reading.writableBy(map.source().key(), numbers)) {
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

  /** Everything that was looked at, but what was sent and is not there. */
  private Fields told(Fields sent, S4Record row) {
    Fields all = map.writable(row);
    Set<Field<?>> other = new LinkedHashSet<>(sent.keys());
    other.removeAll(Taken.of(map, sent, all));
    return all.without(other);
  }
}
