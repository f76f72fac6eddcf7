package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.odoo.OdooModel;
import dev.passerelle.odoo.model.OdooRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Writes records in steps: creates by {@code load}, updates by {@code write} or many at once, then
 * lines, then the state, which makes a document count (L22). Reads all of them back at the end:
 * what is returned is what the database has (W8).
 */
final class RecordWriter {
  private final Instance instance;
  private final RecordMap map;
  private final Lookups lookups;
  private final OdooModel model;
  private final Loads loads;
  private final ManyChanges many;

  RecordWriter(Instance instance, RecordMap map, Lookups lookups) {
    this.instance = instance;
    this.map = map;
    this.lookups = lookups;
    this.model = instance.model(map.model());
    this.loads = new Loads(instance, map);
    this.many = new ManyChanges(instance, map, loads);
  }

  /** One call of {@link #write}: whether anything may have happened yet. Of one thread. */
  static final class Batch {
    private boolean begun;

    /** Something was written, or may have been: from now on no exception may hide that. */
    void begun() {
      begun = true;
    }

    /** Ends the works by a failure of their request, or throws it where nothing happened yet. */
    void fail(List<Work> works, PasserelleException e) {
      boolean ofTheRecord =
          e instanceof RefusedByRemote
              || e instanceof dev.passerelle.core.error.OutcomeUnknown
              || e instanceof dev.passerelle.core.error.AccessDenied;
      if (!ofTheRecord && !begun) {
        throw e;
      }
      works.forEach(work -> work.fail(e));
      begun |= e instanceof dev.passerelle.core.error.OutcomeUnknown;
    }
  }

  List<WriteResult> write(List<Write> writes) {
    writes.forEach(this::require);
    Batch batch = new Batch();
    List<Work> works = new ArrayList<>();
    List<WriteResult> results = new ArrayList<>();
    for (Write write : writes) {
      work(write, results).ifPresent(works::add);
    }
    works.forEach(this::check);
    loads.run(batch, some(works, Work::isCreate));
    update(batch, some(works, work -> !work.isCreate()));
    state(batch, some(works, work -> true));
    List<Work> others = simple(batch, writes);
    List<Work> all = new ArrayList<>(works);
    all.addAll(others);
    readBack(all);
    all.forEach(work -> results.add(work.result()));
    results.addAll(delete(batch, writes));
    return results;
  }

  private static List<Work> some(List<Work> works, Predicate<Work> which) {
    return works.stream().filter(work -> work.goesOn() && which.test(work)).toList();
  }

  // ---------------------------------------------------------------- what may be asked

  /** Nothing of a batch is sent when a part of it is not offered at all. */
  private void require(Write write) {
    Capability needed = capability(write);
    if (!map.can(needed)) {
      throw new UnsupportedOperation(
          instance.settings().system(),
          needed.name().toLowerCase(java.util.Locale.ROOT) + " " + map.type());
    }
  }

  private static Capability capability(Write write) {
    if (write instanceof Write.Update) {
      return Capability.UPDATE;
    }
    if (write instanceof Write.Archive) {
      return Capability.ARCHIVE;
    }
    if (write instanceof Write.Restore) {
      return Capability.RESTORE;
    }
    return write instanceof Write.Delete ? Capability.DELETE : Capability.CREATE;
  }

  private Optional<Work> work(Write write, List<WriteResult> results) {
    if (write instanceof Write.Create create) {
      return Optional.of(
          new Work(map, create.key(), create.reference(), null, create.fields(), Fields.empty()));
    }
    if (write instanceof Write.Update update) {
      return idOf(update, update.id(), results)
          .map(id -> new Work(map, update.key(), null, id, update.changed(), update.before()));
    }
    return write instanceof Write.Complete complete
        ? completion(complete, results)
        : Optional.empty();
  }

  private Optional<Long> idOf(Write write, RecordId id, List<WriteResult> results) {
    if (Lookups.isId(id.value())) {
      return Optional.of(Long.valueOf(id.value()));
    }
    results.add(notThere(write.key(), id));
    return Optional.empty();
  }

  /** What is there is read first; only the rest is written (W11). */
  private Optional<Work> completion(Write.Complete complete, List<WriteResult> results) {
    Lookup lookup = lookups.read(List.of(complete.id())).get(0);
    if (lookup instanceof Lookup.Found found) {
      long id = Long.parseLong(complete.id().value());
      Fields before = found.snapshot().fields();
      Fields rest =
          complete
              .fields()
              .only(
                  complete.fields().keys().stream()
                      .filter(field -> differs(field, complete.fields(), before))
                      .toList());
      return Optional.of(
          new Work(map, complete.key(), null, id, rest, before).completing(complete.fields()));
    }
    results.add(notThere(complete.key(), complete.id()));
    return Optional.empty();
  }

  private <T> boolean differs(Field<T> field, Fields wanted, Fields shown) {
    T normal =
        wanted
            .get(field)
            .map(value -> map.rule(field).map(rule -> rule.normalized(value)).orElse(value))
            .orElse(null);
    return !shown.has(field) || !field.type().same(normal, shown.get(field).orElse(null));
  }

  private WriteResult notThere(String key, RecordId id) {
    return WriteResult.Refused.of(
        key,
        ErrorDetail.of(ErrorCode.RECORD_NOT_FOUND)
            .system(instance.settings().system())
            .entity(map.type().name())
            .record(id.value())
            .build());
  }

  /** Refuses before sending what Odoo would refuse, or would keep otherwise (L12). */
  private void check(Work work) {
    List<FieldError> errors = new ArrayList<>();
    for (Field<?> field : work.changed().keys()) {
      FieldRule<?> rule = map.rules().get(field);
      if (rule == null) {
        errors.add(FieldError.of(field.name(), "NOT_OFFERED", "not in the selection"));
      } else if (rule.isReadOnly()) {
        errors.add(FieldError.of(field.name(), "READ_ONLY", "cannot be written"));
      } else {
        refusal(rule, work.changed()).ifPresent(errors::add);
      }
    }
    if (!errors.isEmpty()) {
      ErrorCode code =
          errors.stream().anyMatch(error -> error.limit() != null)
              ? ErrorCode.FIELD_TOO_LONG
              : ErrorCode.VALUE_INVALID;
      work.fail(
          new RefusedByRemote(
              ErrorDetail.of(code)
                  .system(instance.settings().system())
                  .field(errors.get(0).field())
                  .build(),
              errors));
    }
  }

  private static <T> Optional<FieldError> refusal(FieldRule<T> rule, Fields fields) {
    return fields.get(rule.field()).flatMap(rule::refuse);
  }

  // ---------------------------------------------------------------- updates

  private void update(Batch batch, List<Work> works) {
    if (works.isEmpty()) {
      return;
    }
    Map<Long, OdooRecord> current = current(works);
    works.forEach(work -> values(work, Optional.ofNullable(current.get(work.id()))));
    Map<Map<String, Object>, List<Work>> alike = new LinkedHashMap<>();
    for (Work work : some(works, each -> !each.values().isEmpty())) {
      alike.computeIfAbsent(work.values(), key -> new ArrayList<>()).add(work);
    }
    List<Work> different = new ArrayList<>();
    alike.forEach(
        (values, group) -> {
          if (group.size() == 1) {
            different.addAll(group);
          } else {
            send(batch, group, ids -> model.write(ids, values));
          }
        });
    for (Work work : many.run(batch, different)) {
      send(batch, List.of(work), ids -> model.write(ids, work.values()));
    }
    map.lines()
        .ifPresent(
            lines ->
                some(works, work -> work.newLines().isPresent())
                    .forEach(
                        work ->
                            send(
                                batch,
                                List.of(work),
                                ids -> lines.changes().add(work, work.newLines().orElseThrow()))));
  }

  private Map<Long, OdooRecord> current(List<Work> works) {
    List<Long> ids =
        works.stream()
            .filter(
                work ->
                    map.bindings().stream()
                        .anyMatch(binding -> binding.needsCurrent(work.changed().keys())))
            .map(Work::id)
            .toList();
    Map<Long, OdooRecord> current = new HashMap<>();
    lookups.records(ids).forEach(record -> current.put(record.id(), record));
    return current;
  }

  private void values(Work work, Optional<OdooRecord> current) {
    Map<String, Object> values = new LinkedHashMap<>();
    try {
      map.bindings()
          .forEach(binding -> binding.write(work.changed(), work.before(), current, values));
      map.lines()
          .filter(lines -> work.changed().has(lines.field()))
          .ifPresent(lines -> lines(lines.changes().change(work), work, values));
      work.values(values);
    } catch (BadValue e) {
      work.refuse(e);
    }
  }

  /** Header and lines in one request: they are one transaction. New lines need a load. */
  private static void lines(LineChanges.Change change, Work work, Map<String, Object> values) {
    if (!change.commands().isEmpty()) {
      values.put("order_line", change.commands());
    }
    if (!change.fresh().isEmpty()) {
      work.newLines(change);
    }
  }

  /** One request for all; where it is refused, one for each, so that one stops nobody else. */
  private void send(Batch batch, List<Work> works, Consumer<List<Long>> request) {
    try {
      request.accept(works.stream().map(Work::id).toList());
      batch.begun();
      works.forEach(Work::touched);
    } catch (BadValue e) {
      works.forEach(work -> work.refuse(e));
    } catch (RefusedByRemote e) {
      if (works.size() == 1) {
        batch.fail(works, e);
      } else {
        works.forEach(work -> send(batch, List.of(work), request));
      }
    } catch (PasserelleException e) {
      batch.fail(works, e);
    }
  }

  // ---------------------------------------------------------------- the state of documents

  private void state(Batch batch, List<Work> works) {
    map.status()
        .ifPresent(
            status ->
                works.forEach(
                    work ->
                        status
                            .wanted(work.asked(), work.makes())
                            .ifPresent(
                                target ->
                                    send(
                                        batch,
                                        List.of(work),
                                        ids -> status.reach(work.id(), target)))));
  }

  // ---------------------------------------------------------------- archive, restore, delete

  private List<Work> simple(Batch batch, List<Write> writes) {
    List<Work> away = works(writes, Write.Archive.class);
    List<Work> back = works(writes, Write.Restore.class);
    away.forEach(work -> work.expects(Life.ARCHIVED));
    back.forEach(work -> work.expects(Life.LIVE));
    // The buttons: a bare write of the flag leaves a variant's template behind.
    if (!away.isEmpty()) {
      send(batch, away, ids -> model.action("action_archive", ids));
    }
    if (!back.isEmpty()) {
      send(batch, back, ids -> model.action("action_unarchive", ids));
    }
    List<Work> all = new ArrayList<>(away);
    all.addAll(back);
    return all;
  }

  private List<Work> works(List<Write> writes, Class<? extends Write> kind) {
    return writes.stream()
        .filter(kind::isInstance)
        .map(
            write ->
                new Work(
                    map,
                    write.key(),
                    null,
                    Long.valueOf(write.target().orElseThrow().value()),
                    Fields.empty(),
                    Fields.empty()))
        .toList();
  }

  /** One by one: a record that others refer to is refused, and the others are not. */
  private List<WriteResult> delete(Batch batch, List<Write> writes) {
    List<Work> works = works(writes, Write.Delete.class);
    for (Work work : works) {
      send(batch, List.of(work), model::unlink);
    }
    return works.stream().map(Work::result).toList();
  }

  // ---------------------------------------------------------------- what came of it

  private void readBack(List<Work> works) {
    Map<String, Work> byId = new LinkedHashMap<>();
    works.stream().filter(Work::goesOn).forEach(work -> byId.put(Long.toString(work.id()), work));
    if (byId.isEmpty()) {
      return;
    }
    Set<Long> ids = new java.util.LinkedHashSet<>();
    byId.keySet().forEach(id -> ids.add(Long.valueOf(id)));
    try {
      for (RecordReader.Seen seen : lookups.seen(ids)) {
        Work work = byId.get(seen.id().value());
        Snapshot snapshot = seen.snapshot();
        if (work != null && snapshot != null) {
          work.shows(snapshot);
        }
      }
    } catch (PasserelleException e) {
      // What was written is written: without its answer the next read tells (L10).
      return;
    }
  }
}
