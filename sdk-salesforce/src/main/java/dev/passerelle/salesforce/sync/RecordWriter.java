package dev.passerelle.salesforce.sync;

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
import dev.passerelle.salesforce.RowOutcome;
import dev.passerelle.salesforce.SalesforceObjects;
import dev.passerelle.salesforce.model.Row;
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
 * Writes records in steps: the record itself, its parts, and last of all what makes a composite one
 * visible (L22). Creates are upserts by our reference (L20). Salesforce's answers show no values:
 * nothing is claimed of what it made of them.
 */
final class RecordWriter {
  private final Org org;
  private final RecordMap map;
  private final Lookups lookups;
  private final SalesforceObjects objects;
  private final BulkWrites bulk;

  RecordWriter(Org org, RecordMap map, Lookups lookups) {
    this.org = org;
    this.map = map;
    this.lookups = lookups;
    this.objects = org.client().objects(map.object());
    this.bulk = new BulkWrites(org, map);
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
      } else if (write instanceof Write.Archive archive) {
        works.add(Work.life(map.type(), archive.key(), archive.id(), Life.ARCHIVED));
      } else if (write instanceof Write.Restore restore) {
        works.add(Work.life(map.type(), restore.key(), restore.id(), Life.LIVE));
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
          org.settings().system(), what + " " + map.type() + ": " + map.reason(what));
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
      return map.can(Capability.ARCHIVE) ? null : "archive";
    }
    boolean restores = !(write instanceof Write.Restore) || map.can(Capability.RESTORE);
    return restores ? null : "restore";
  }

  /** What is there is read first; only the rest is written (W11). */
  private void completion(Write.Complete complete, List<Work> works, List<WriteResult> results) {
    Lookup lookup = lookups.read(List.of(complete.id())).get(0);
    if (lookup instanceof Lookup.Found found) {
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
                  .system(org.settings().system())
                  .entity(map.type().name())
                  .record(complete.id().value())
                  .build()));
    }
  }

  private void run(List<Work> works) {
    Map<Field<?>, FieldRule<?>> rules = map.rulesByField();
    works.forEach(work -> check(work, rules));
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

  /** Refuses before sending what Salesforce would refuse, or would make a whole call fail (L12). */
  private void check(Work work, Map<Field<?>, FieldRule<?>> rules) {
    List<FieldError> errors = new ArrayList<>();
    Set<Field<?>> missing = map.missing();
    for (Field<?> field : work.changed().keys()) {
      FieldRule<?> rule = rules.get(field);
      boolean ours = field.equals(Reference.FIELD) && work.isCreate();
      if (missing.contains(field)) {
        errors.add(
            FieldError.of(field.name(), ErrorCode.CUSTOM_PROPERTY_MISSING.name(), "no column"));
      } else if (rule == null && !ours) {
        errors.add(FieldError.of(field.name(), "NOT_OFFERED", "not in the selection"));
      } else if (rule != null && rule.isReadOnly()) {
        errors.add(FieldError.of(field.name(), "READ_ONLY", "cannot be written"));
      } else if (rule != null) {
        refusal(rule, work.changed()).ifPresent(errors::add);
      }
    }
    map.parts().forEach(part -> errors.addAll(part.refuse(work.changed())));
    if (!errors.isEmpty()) {
      work.fail(new RefusedByRemote(refusal(errors), errors));
    }
  }

  private ErrorDetail refusal(List<FieldError> errors) {
    boolean gone =
        errors.stream().anyMatch(e -> e.code().equals(ErrorCode.CUSTOM_PROPERTY_MISSING.name()));
    boolean tooLong = errors.stream().anyMatch(error -> error.limit() != null);
    ErrorCode code =
        gone
            ? ErrorCode.CUSTOM_PROPERTY_MISSING
            : tooLong ? ErrorCode.FIELD_TOO_LONG : ErrorCode.VALUE_INVALID;
    return ErrorDetail.of(code)
        .system(org.settings().system())
        .field(errors.get(0).field())
        .build();
  }

  private static <T> Optional<FieldError> refusal(FieldRule<T> rule, Fields fields) {
    return fields.get(rule.field()).flatMap(rule::refuse);
  }

  private void create(List<Work> works) {
    if (works.isEmpty()) {
      return;
    }
    List<Work> single = bulk.upsert(works, this::creation);
    send(single, this::creation, rows -> objects.upsert(map.referenceColumn(), rows));
    single.stream()
        .filter(Work::goesOn)
        .forEach(work -> work.shows(Fields.of(Reference.FIELD, work.reference().orElseThrow())));
  }

  private Row creation(Work work) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    String active = map.active();
    if (active != null) {
      values.put(active, true);
    }
    map.parts().forEach(part -> values.putAll(part.atCreation(work.changed())));
    values.putAll(
        map.write(work.changed().without(Set.of(Reference.FIELD)), Fields.empty(), map.late()));
    values.put(map.referenceColumn(), work.reference().orElseThrow());
    return new Row(work.key(), values);
  }

  private void update(List<Work> works, Set<Field<?>> without) {
    List<Work> changing = works.stream().filter(work -> !values(work, without).isEmpty()).toList();
    if (!changing.isEmpty()) {
      Function<Work, Row> row = work -> Row.update(work.key(), work.id(), values(work, without));
      send(bulk.update(changing, row), row, objects::update);
    }
  }

  private Map<String, @Nullable Object> values(Work work, Set<Field<?>> without) {
    Map<String, @Nullable Object> values = map.write(work.changed(), work.before(), without);
    String active = map.active();
    if (active != null && work.life().isPresent()) {
      values.put(active, work.life().get() == Life.LIVE);
    }
    return values;
  }

  private void send(
      List<Work> works, Function<Work, Row> row, Function<List<Row>, List<RowOutcome>> call) {
    if (works.isEmpty()) {
      return;
    }
    Map<String, Work> byKey = new LinkedHashMap<>();
    works.forEach(work -> byKey.put(work.key(), work));
    for (RowOutcome outcome : call.apply(works.stream().map(row).toList())) {
      Work work = byKey.get(outcome.key());
      if (work != null) {
        settle(work, outcome);
      }
    }
  }

  private void settle(Work work, RowOutcome outcome) {
    if (outcome instanceof RowOutcome.Done done) {
      work.written(done.id(), done.created(), null);
      return;
    }
    if (outcome instanceof RowOutcome.Refused refused) {
      if (refused.error().code() == ErrorCode.CUSTOM_PROPERTY_MISSING) {
        org.forget(map.object());
      }
      refused.existing().ifPresent(id -> work.endAsExisting(refused.error(), RecordId.of(id)));
    }
    work.judge(outcome);
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
    Map<String, RowOutcome> outcomes = new LinkedHashMap<>();
    try {
      objects
          .delete(deletes.stream().map(each -> each.id().value()).toList())
          .forEach(outcome -> outcomes.put(outcome.key(), outcome));
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
      results.add(deleted(each, outcomes.get(each.id().value())));
    }
    return results;
  }

  private WriteResult deleted(Write.Delete write, @Nullable RowOutcome outcome) {
    Work work = Work.update(map.type(), write.key(), write.id(), Fields.empty(), Fields.empty());
    boolean gone =
        outcome instanceof RowOutcome.Refused refused
            && refused.error().code() == ErrorCode.RECORD_NOT_FOUND;
    if (outcome != null && !(outcome instanceof RowOutcome.Done) && !gone) {
      work.judge(outcome);
      return work.result();
    }
    Snapshot snapshot =
        Snapshot.builder(map.type(), write.id(), Fields.empty()).life(Life.ARCHIVED).build();
    return new WriteResult.Written(write.key(), snapshot, false);
  }
}
