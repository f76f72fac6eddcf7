package dev.passerelle.simulators.hubspot;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a record within a transaction.
 *
 * @param after the state after it; of an erased record the last one
 * @param properties what changed
 * @param absorbed ids of records that were merged into this one
 * @param association the link that was made or undone, if that is what happened
 */
record Change(
    Kind kind,
    RecordState after,
    Set<String> properties,
    List<Long> absorbed,
    @Nullable Link association,
    Instant at,
    Source source) {

  /** What can happen to a record. */
  enum Kind {
    CREATION,
    PROPERTY_CHANGE,
    DELETION,
    RESTORE,
    MERGE,
    PRIVACY_DELETION,
    ASSOCIATION_CHANGE
  }

  /** A link between two records. */
  record Link(ObjectType toType, long toId, int typeId, boolean removed) {}

  static Change of(Kind kind, RecordState after, Instant at, Source source) {
    return new Change(kind, after, Set.of(), List.of(), null, at, source);
  }

  Change withProperties(Set<String> names) {
    return new Change(kind, after, Set.copyOf(names), absorbed, association, at, source);
  }

  Change withAbsorbed(List<Long> ids) {
    return new Change(kind, after, properties, List.copyOf(ids), association, at, source);
  }

  Change withAssociation(Link link) {
    return new Change(kind, after, properties, absorbed, link, at, source);
  }
}
