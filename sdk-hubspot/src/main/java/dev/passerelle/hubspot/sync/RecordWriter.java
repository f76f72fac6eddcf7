package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.hubspot.HubSpotObjects;
import dev.passerelle.hubspot.RowOutcome;
import dev.passerelle.hubspot.model.BatchRow;
import dev.passerelle.hubspot.model.HubSpotObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes records in steps: what comes before, the record itself, its parts, and last of all what
 * makes a composite one visible (L22). Creates are upserts by our reference (L20).
 */
final class RecordWriter {
  private final Portal portal;
  private final RecordMap map;
  private final Lookups lookups;
  private final HubSpotObjects objects;

  RecordWriter(Portal portal, RecordMap map, Lookups lookups) {
    this.portal = portal;
    this.map = map;
    this.lookups = lookups;
    this.objects = portal.client().objects(map.objectType());
  }

  List<WriteResult> write(List<Write> writes) {
    List<WriteResult> results = new ArrayList<>();
    List<Work> works = new ArrayList<>();
    List<Write.Delete> deletes = new ArrayList<>();
    writes.forEach(this::require);
    for (Write write : writes) {
      if (write instanceof Write.Create create) {
        works.add(Work.create(map.type(), create.key(), create.reference(), create.fields()));
      } else if (write instanceof Write.Update update) {
        works.add(
            Work.update(map.type(), update.key(), update.id(), update.changed(), update.before()));
      } else if (write instanceof Write.Complete complete) {
        completion(complete, works, results);
      } else if (write instanceof Write.Delete delete) {
        deletes.add(delete);
      }
    }
    run(works);
    works.forEach(work -> results.add(work.result()));
    results.addAll(delete(deletes, !results.isEmpty()));
    return results;
  }

  /** Nothing of a batch is sent when a part of it is not offered at all. */
  private void require(Write write) {
    String what = refused(write);
    if (what != null) {
      throw new UnsupportedOperation(
          portal.settings().system(), what + " " + map.type() + ": " + map.reason(what));
    }
  }

  /** The name of an operation that is not offered. A completion goes with its create. */
  private @Nullable String refused(Write write) {
    if (write instanceof Write.Create) {
      return map.can(Capability.CREATE) ? null : "create";
    }
    if (write instanceof Write.Update) {
      return map.can(Capability.UPDATE) ? null : "update";
    }
    if (write instanceof Write.Delete) {
      return map.can(Capability.DELETE) ? null : "delete";
    }
    if (write instanceof Write.Archive) {
      return "archive";
    }
    return write instanceof Write.Restore ? "restore" : null;
  }

  /** What is there is read first; only the rest is written (W11). */
  private void completion(Write.Complete complete, List<Work> works, List<WriteResult> results) {
    Lookup lookup = lookups.read(List.of(complete.id())).get(0);
    if (lookup instanceof Lookup.Found found && found.snapshot().life() == Life.LIVE) {
      works.add(
          Work.update(
              map.type(),
              complete.key(),
              complete.id(),
              complete.fields(),
              found.snapshot().fields()));
    } else {
      results.add(
          WriteResult.Refused.of(
              complete.key(),
              ErrorDetail.of(ErrorCode.RECORD_NOT_FOUND)
                  .system(portal.settings().system())
                  .entity(map.type().name())
                  .record(complete.id().value())
                  .build()));
    }
  }

  private void run(List<Work> works) {
    Map<Field<?>, FieldRule<?>> rules = map.rulesByField();
    works.forEach(work -> check(work, rules));
    map.parts().forEach(part -> part.writeBefore(works));
    List<Work> creates = select(works, Work::isCreate);
    create(creates);
    List<Work> updates = select(works, work -> !work.isCreate());
    try {
      update(updates, map.late());
    } catch (PasserelleException e) {
      // What became of the rows sent before must not be forgotten because the system fails now.
      if (creates.isEmpty() && works.stream().noneMatch(Work::isTouched)) {
        throw e;
      }
      updates.forEach(work -> work.fail(e));
    }
    map.parts().forEach(part -> part.writeAfter(works));
    finish(select(works, Work::goesOn));
  }

  private static List<Work> select(List<Work> works, Predicate<Work> which) {
    return works.stream().filter(work -> work.goesOn() && which.test(work)).toList();
  }

  /** Refuses before sending what HubSpot would refuse, or would silently leave out (L12). */
  private void check(Work work, Map<Field<?>, FieldRule<?>> rules) {
    List<FieldError> errors = new ArrayList<>();
    for (Field<?> field : work.changed().keys()) {
      FieldRule<?> rule = rules.get(field);
      boolean ours = field.equals(Reference.FIELD) && work.isCreate();
      if (rule == null && !ours) {
        errors.add(FieldError.of(field.name(), "NOT_OFFERED", "not in the selection"));
      } else if (rule != null && rule.isReadOnly()) {
        errors.add(FieldError.of(field.name(), "READ_ONLY", "cannot be written"));
      } else if (rule != null) {
        refusal(rule, work.changed()).ifPresent(errors::add);
      }
    }
    if (!errors.isEmpty()) {
      ErrorCode code =
          errors.stream().anyMatch(error -> error.limit() != null)
              ? ErrorCode.FIELD_TOO_LONG
              : ErrorCode.VALUE_INVALID;
      ErrorDetail.Builder detail =
          ErrorDetail.of(code).system(portal.settings().system()).field(errors.get(0).field());
      work.fail(new RefusedByRemote(detail.build(), errors));
    }
  }

  private static <T> Optional<FieldError> refusal(FieldRule<T> rule, Fields fields) {
    return fields.get(rule.field()).flatMap(rule::refuse);
  }

  private void create(List<Work> works) {
    if (works.isEmpty()) {
      return;
    }
    send(
        works,
        work ->
            BatchRow.upsert(
                work.key(),
                map.referenceProperty(),
                work.reference().orElseThrow(),
                map.write(
                    work.changed().without(Set.of(Reference.FIELD)), Fields.empty(), map.late())),
        objects::upsert,
        map.late());
    works.stream()
        .filter(Work::goesOn)
        .forEach(work -> work.shows(Fields.of(Reference.FIELD, work.reference().orElseThrow())));
  }

  private void update(List<Work> works, Set<Field<?>> without) {
    List<Work> changing =
        works.stream()
            .filter(work -> !map.write(work.changed(), work.before(), without).isEmpty())
            .toList();
    // An address of which no part differs is written by writing nothing.
    works.stream()
        .filter(work -> !changing.contains(work))
        .forEach(work -> work.shows(map.readWritten(nothing(work.id()), work.changed(), without)));
    send(
        changing,
        work ->
            BatchRow.update(
                work.key(), work.id(), map.write(work.changed(), work.before(), without)),
        objects::update,
        without);
  }

  private static HubSpotObject nothing(String id) {
    return new HubSpotObject(id, Map.of(), Map.of(), null, null, false, null, Map.of(), null, null);
  }

  private void send(
      List<Work> works,
      Function<Work, BatchRow> row,
      Function<List<BatchRow>, List<RowOutcome>> call,
      Set<Field<?>> without) {
    if (works.isEmpty()) {
      return;
    }
    Map<String, Work> byKey = new LinkedHashMap<>();
    works.forEach(work -> byKey.put(work.key(), work));
    for (RowOutcome outcome : call.apply(works.stream().map(row).toList())) {
      Work work = byKey.get(outcome.trace());
      if (work != null) {
        settle(work, outcome, without);
      }
    }
  }

  private void settle(Work work, RowOutcome outcome, Set<Field<?>> without) {
    if (outcome instanceof RowOutcome.Done done) {
      work.written(done.object().id(), done.created(), done.object().updatedAt());
      work.shows(map.readWritten(done.object(), work.changed(), without));
      return;
    }
    if (outcome instanceof RowOutcome.Refused refused) {
      if (refused.error().code() == ErrorCode.CUSTOM_PROPERTY_MISSING) {
        portal.forgetProperties(map.objectType());
      }
      refused
          .existing()
          .filter(Lookups::isId)
          .ifPresent(id -> work.endAsExisting(refused.error(), RecordId.of(id)));
      work.fail(named(refused.error(), sent(work, without)));
    }
    work.judge(outcome);
  }

  /** The fields whose properties a step sent. */
  private List<Field<?>> sent(Work work, Set<Field<?>> without) {
    return map.bindings().stream()
        .<Field<?>>map(Binding::field)
        .filter(field -> work.changed().has(field) && !without.contains(field))
        .toList();
  }

  /** HubSpot does not always say which property it minds: where one was sent, it is that one. */
  private RefusedByRemote named(RefusedByRemote error, List<Field<?>> sent) {
    if (sent.size() != 1 || error.code() != ErrorCode.REFUSED_BY_REMOTE) {
      return error;
    }
    Field<?> field = sent.get(0);
    ErrorDetail.Builder detail = error.detail().toBuilder().field(field.name());
    map.advice(field).ifPresent(detail::nextStep);
    return new RefusedByRemote(
        detail.build(), List.of(FieldError.of(field.name(), error.code().name(), "refused")));
  }

  /** The fields that make a composite record visible. */
  private void finish(List<Work> works) {
    List<Work> open =
        works.stream().filter(work -> map.late().stream().anyMatch(work.changed()::has)).toList();
    if (open.isEmpty()) {
      return;
    }
    Set<Field<?>> early = new LinkedHashSet<>();
    map.bindings().forEach(binding -> early.add(binding.field()));
    early.removeAll(map.late());
    try {
      update(open, early);
    } catch (PasserelleException e) {
      open.forEach(work -> work.fail(e));
    }
  }

  private List<WriteResult> delete(List<Write.Delete> deletes, boolean others) {
    List<WriteResult> results = new ArrayList<>();
    if (deletes.isEmpty()) {
      return results;
    }
    try {
      objects.archive(deletes.stream().map(each -> each.id().value()).toList());
    } catch (OutcomeUnknown e) {
      deletes.forEach(each -> results.add(new WriteResult.Unknown(each.key(), e.detail())));
      return results;
    } catch (PasserelleException e) {
      if (!others) {
        throw e;
      }
      deletes.forEach(each -> results.add(new WriteResult.Failed(each.key(), e.detail())));
      return results;
    }
    for (Write.Delete each : deletes) {
      Snapshot gone =
          Snapshot.builder(map.type(), each.id(), Fields.empty()).life(Life.ARCHIVED).build();
      results.add(new WriteResult.Written(each.key(), gone, false));
    }
    return results;
  }
}
