package dev.passerelle.core.internal.plan;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One side of a link as the engine knows it.
 *
 * @param system the system's name
 * @param state whether there is a snapshot, the base stands for one, or the record is to be created
 * @param snapshot authoritative, facets' fields included; null unless {@code state} is SEEN
 * @param descriptor of the record to be written; null where this side has no write path
 * @param aliases further records of this side that are the same thing: they contribute to sets of
 *     references only (L7)
 * @param firstSeen when each field's present value was first observed (L14)
 * @param facetsOnly whether the snapshot shows nothing of the record itself
 */
public record Side(
    String system,
    State state,
    @Nullable Snapshot snapshot,
    @Nullable AdapterDescriptor descriptor,
    List<Fields> aliases,
    Map<Field<?>, Instant> firstSeen,
    boolean facetsOnly) {

  /** What is known of a side. */
  public enum State {
    /** There is an authoritative snapshot. */
    SEEN,
    /** The base stands for it (L24); the plan says where that is not enough. */
    BASE,
    /** The record is to be created. */
    CREATE
  }

  /** Refuses hints (L3). */
  public Side {
    if ((state == State.SEEN) != (snapshot != null)) {
      throw new IllegalArgumentException("a side has a snapshot exactly when it was seen");
    }
    if (snapshot != null && !snapshot.authoritative()) {
      throw new IllegalArgumentException("a hint is not a value: " + snapshot);
    }
    aliases = List.copyOf(aliases);
    firstSeen = Map.copyOf(firstSeen);
  }

  /** A side that was read. */
  public static Side seen(
      String system, Snapshot snapshot, @Nullable AdapterDescriptor descriptor) {
    return new Side(system, State.SEEN, snapshot, descriptor, List.of(), Map.of(), false);
  }

  /** A side for which the base stands. */
  public static Side base(String system, @Nullable AdapterDescriptor descriptor) {
    return new Side(system, State.BASE, null, descriptor, List.of(), Map.of(), false);
  }

  /** A side to be created. */
  public static Side create(String system, @Nullable AdapterDescriptor descriptor) {
    return new Side(system, State.CREATE, null, descriptor, List.of(), Map.of(), false);
  }

  /** The same side with the fields of its aliases. */
  public Side withAliases(List<Fields> fields) {
    return new Side(system, state, snapshot, descriptor, fields, firstSeen, facetsOnly);
  }

  /** The same side with the instants at which values were first observed. */
  public Side withFirstSeen(Map<Field<?>, Instant> instants) {
    return new Side(system, state, snapshot, descriptor, aliases, instants, facetsOnly);
  }

  /** The same side, of which only facets were read. */
  public Side withFacetsOnly() {
    return new Side(system, state, snapshot, descriptor, aliases, firstSeen, true);
  }

  /**
   * The side as a flow sees it: to a flow of the record itself, facets that were read say nothing,
   * and the base goes on standing for the record (L24).
   */
  Side seenBy(SyncRules flow) {
    return facetsOnly && !flow.isFacet()
        ? new Side(system, State.BASE, null, descriptor, aliases, firstSeen, false)
        : this;
  }

  /** What was read. */
  public Optional<Snapshot> view() {
    return Optional.ofNullable(snapshot);
  }

  /** How the record to be written behaves. */
  public Optional<AdapterDescriptor> target() {
    return Optional.ofNullable(descriptor);
  }
}
