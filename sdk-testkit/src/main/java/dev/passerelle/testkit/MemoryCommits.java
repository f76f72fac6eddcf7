package dev.passerelle.testkit;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes changes true and lets everything follow from them: journal, facets, automations. */
final class MemoryCommits {
  private final InMemorySystem system;

  MemoryCommits(InMemorySystem system) {
    this.system = system;
  }

  void apply(MemoryTable table, MemoryRow row, MemoryVersion next, AppliedWrite.Effect effect) {
    MemoryVersion before = row.current;
    table.commit(row, next);
    follow(table, row, before, effect);
  }

  /** As {@link #apply}, with a stamp of the past that does not go back behind the record's own. */
  void applyAt(
      MemoryTable table, MemoryRow row, MemoryVersion next, AppliedWrite.Effect effect, long at) {
    MemoryVersion before = row.current;
    table.commit(row, next, before == null ? at : Math.max(at, before.stamp));
    follow(table, row, before, effect);
  }

  private void follow(
      MemoryTable table,
      MemoryRow row,
      @Nullable MemoryVersion before,
      AppliedWrite.Effect effect) {
    MemoryVersion after = row.truth();
    Instant at = Instant.ofEpochMilli(system.millis());
    system.note(new AppliedWrite(at, effect, table, row, before, after));
    system.tables().values().stream()
        .filter(facet -> facet.entity.isComputed())
        .filter(facet -> table.entity.type().equals(facet.entity.type().host().orElse(null)))
        .forEach(facet -> recompute(facet, table, row));
    if (effect.origin() != AppliedWrite.Origin.WORKFLOW && after.exists()) {
      table.entity.automations.forEach(each -> react(each, table, row, before));
    }
  }

  private void react(
      InMemoryEntity.Automation automation,
      MemoryTable table,
      MemoryRow row,
      @Nullable MemoryVersion before) {
    Fields old = before == null ? Fields.empty() : all(table, before);
    Fields reaction = automation.workflow().react(row.recordId(), old, all(table, row.truth()));
    if (reaction.isEmpty()) {
      return;
    }
    Runnable change = () -> change(table, row, reaction);
    if (automation.delay().isZero()) {
      change.run();
    } else {
      system.later(automation.delay(), change);
    }
  }

  private void change(MemoryTable table, MemoryRow row, Fields reaction) {
    MemoryVersion version = row.truth();
    if (version.exists()) {
      MemoryVersion next =
          version.withValues(table.schema.store(reaction, version.values), version.incomplete);
      apply(table, row, next, AppliedWrite.Effect.byWorkflow());
    }
  }

  private void recompute(MemoryTable facet, MemoryTable host, MemoryRow hostRow) {
    MemoryVersion version = hostRow.truth();
    MemoryRow row = facet.row(hostRow.recordId());
    UnaryOperator<Fields> computation = facet.entity.computation;
    if (row != null && row.truth().state != version.state) {
      facet.commit(row, row.truth().stateOf(version));
      system.tell(facet.entity.type(), row.recordId());
    }
    if (version.exists() && computation != null) {
      setFacet(facet, hostRow, computation.apply(all(host, version)));
    }
  }

  /** Sets values of a computed facet; the same values again are no change. */
  void setFacet(MemoryTable facet, MemoryRow hostRow, Fields fields) {
    MemoryRow known = facet.row(hostRow.recordId());
    MemoryRow row = known == null ? facet.reserve(hostRow.recordId()) : known;
    MemoryVersion version = row.current;
    @Nullable Object[] old = version == null ? null : version.values;
    @Nullable Object[] values = facet.schema.store(fields, old);
    if (old == null
        || !facet
            .schema
            .show(old, facet.schema.offered())
            .equals(facet.schema.show(values, facet.schema.offered()))) {
      facet.commit(row, MemoryVersion.of(values, false).stateOf(hostRow.truth()));
      EntityType type = facet.entity.type();
      system.tell(type, row.recordId());
    }
  }

  private static Fields all(MemoryTable table, MemoryVersion version) {
    return table.schema.show(version.values, table.schema.offered());
  }
}
