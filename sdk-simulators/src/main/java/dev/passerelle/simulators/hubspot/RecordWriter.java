package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.hubspot.Change.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates, changes, archives and restores single records. */
final class RecordWriter {
  private final Store store;
  private final PropertyChecks checks;
  private final Calculated calculated;
  private final Directory directory;
  private final TotalRules totals;

  RecordWriter(
      Store store,
      PropertyChecks checks,
      Calculated calculated,
      Directory directory,
      TotalRules totals) {
    this.store = store;
    this.checks = checks;
    this.calculated = calculated;
    this.directory = directory;
    this.totals = totals;
  }

  RecordState create(Transaction tx, ObjectType type, Map<String, String> given) {
    Map<String, String> kept = checks.check(type, withDefaults(type, given), null, false);
    checks.checkRequired(type, kept);
    checks.checkUnique(type, kept, null);
    RecordState born = RecordState.born(type, store.nextId(), tx.at());
    RecordState next = settle(tx, born.with(kept, tx.at(), tx.source()));
    store.put(tx, next);
    tx.record(Change.of(Kind.CREATION, next, tx.at(), tx.source()).withProperties(kept.keySet()));
    return next;
  }

  RecordState update(Transaction tx, RecordState before, Map<String, String> given) {
    return update(tx, before, given, false);
  }

  /** As {@link #update}, for values that only HubSpot itself writes. */
  RecordState updateTrusted(Transaction tx, RecordState before, Map<String, String> given) {
    return update(tx, before, given, true);
  }

  private RecordState update(
      Transaction tx, RecordState before, Map<String, String> given, boolean trusted) {
    Map<String, String> kept =
        new LinkedHashMap<>(checks.check(before.type(), given, before, trusted));
    kept.putAll(totals.onUpdate(before, kept));
    checks.checkUnique(before.type(), kept, before);
    Set<String> changed = before.changed(kept);
    RecordState next = settle(tx, before.with(kept, tx.at(), tx.source()));
    if (!changed.isEmpty()) {
      store.put(tx, next);
      tx.record(
          Change.of(Kind.PROPERTY_CHANGE, next, tx.at(), tx.source()).withProperties(changed));
    }
    return next;
  }

  /** Puts a record as a data file tells it, with its own id and stamps. */
  RecordState load(
      Transaction tx,
      RecordState born,
      Map<String, String> given,
      Instant updatedAt,
      @Nullable Instant archivedAt) {
    Map<String, String> kept = checks.check(born.type(), given, null, true);
    if (archivedAt == null) {
      checks.checkUnique(born.type(), kept, born);
    }
    RecordState next = born.with(kept, updatedAt, tx.source());
    Map<String, String> derived = new LinkedHashMap<>(calculated.of(next));
    derived.keySet().removeAll(kept.keySet());
    next = next.with(derived, updatedAt, Source.calculated());
    next = next.archived(archivedAt, updatedAt).stamped(born.createdAt(), updatedAt);
    store.put(tx, next);
    return next;
  }

  void archive(Transaction tx, RecordState live) {
    RecordState next = live.archived(tx.at(), tx.at());
    store.put(tx, next);
    tx.record(Kind.DELETION, next);
  }

  RecordState restore(Transaction tx, RecordState archived) {
    checks.checkUnique(archived.type(), archived.values(), archived);
    RecordState next = archived.archived(null, tx.at());
    store.put(tx, next);
    tx.record(Kind.RESTORE, next);
    return next;
  }

  void erase(Transaction tx, RecordState state) {
    store.remove(tx, state);
    tx.record(Kind.PRIVACY_DELETION, state);
  }

  private RecordState settle(Transaction tx, RecordState state) {
    return state.with(calculated.of(state), tx.at(), Source.calculated());
  }

  private Map<String, String> withDefaults(ObjectType type, Map<String, String> given) {
    Map<String, String> whole = new LinkedHashMap<>(given);
    switch (type.name()) {
      case "quotes" -> whole.putIfAbsent("hs_status", "DRAFT");
      case "invoices" -> whole.putIfAbsent("hs_invoice_status", "draft");
      case "deals" -> putPipeline(type, whole, "pipeline", "dealstage");
      case "orders" -> putPipeline(type, whole, "hs_pipeline", "hs_pipeline_stage");
      default -> {}
    }
    return whole;
  }

  private void putPipeline(
      ObjectType type, Map<String, String> whole, String pipeline, String stage) {
    String stageId = whole.get(stage);
    if (stageId == null) {
      return;
    }
    directory.pipelines(type).stream()
        .filter(each -> each.stage(stageId).isPresent())
        .findFirst()
        .ifPresent(each -> whole.putIfAbsent(pipeline, each.id()));
  }
}
