package dev.passerelle.core.internal.engine;

import dev.passerelle.core.RecordSync;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.plan.SyncRules;
import dev.passerelle.core.mapping.Binding;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Reference;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The planner's rules of a pairing: the flows' own, and our reference kept on both sides (L8). */
final class Rules {
  /** What a record is called on the other side; shown to the planner beside its fields. */
  static final Field<String> OWN_REFERENCE = Field.text("own_reference");

  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private Rules() {}

  static List<SyncRules> of(Topology topology, Pairing pairing) {
    return pairing.flows().stream().map(flow -> of(topology, pairing, flow)).toList();
  }

  private static SyncRules of(Topology topology, Pairing pairing, RecordSync flow) {
    return new SyncRules(
        flow.name(),
        flow.leftType(),
        flow.rightType(),
        mapping(topology, pairing, flow),
        flow.firstMeeting(),
        TOLERANCE);
  }

  /** The fields of a flow's bases, both sides'. */
  static Set<Field<?>> baseFields(Topology topology, Pairing pairing, RecordSync flow) {
    Mapping mapping = mapping(topology, pairing, flow);
    Set<Field<?>> fields = new LinkedHashSet<>(mapping.baseFields(flow.left()));
    fields.addAll(mapping.baseFields(flow.right()));
    return fields;
  }

  /** The fields of the bases of each flow of a pairing, by its name. */
  static Map<String, Set<Field<?>>> baseFields(Topology topology, Pairing pairing) {
    Map<String, Set<Field<?>>> fields = new LinkedHashMap<>();
    pairing.flows().forEach(flow -> fields.put(flow.name(), baseFields(topology, pairing, flow)));
    return fields;
  }

  private static Mapping mapping(Topology topology, Pairing pairing, RecordSync flow) {
    Mapping mapping = flow.mapping();
    if (Pairing.isFacet(flow)) {
      return mapping;
    }
    for (Side side : Side.values()) {
      if (keepsReference(topology, pairing, side)) {
        mapping =
            mapping.derive(
                pairing.system(side),
                Reference.FIELD,
                Set.of(OWN_REFERENCE),
                source -> source.get(OWN_REFERENCE));
      }
    }
    return mapping;
  }

  /** Whether a side can store our reference, and the flow does not map it itself. */
  static boolean keepsReference(Topology topology, Pairing pairing, Side side) {
    Optional<EntityAdapter> adapter =
        topology.system(pairing.system(side)).adapter(pairing.feed(side).type());
    boolean writable =
        adapter
            .flatMap(a -> a.describe().rule(Reference.FIELD))
            .filter(rule -> !rule.isReadOnly())
            .isPresent();
    boolean mapped =
        pairing.host().mapping().bindings().stream()
            .map(binding -> field(binding, side))
            .anyMatch(Reference.FIELD::equals);
    return writable && !mapped;
  }

  private static Field<?> field(Binding<?, ?> binding, Side side) {
    return side == Side.LEFT ? binding.left() : binding.right();
  }

  /** The longest reference that a side can store. */
  static int referenceLength(EntityAdapter adapter) {
    return adapter.describe().referenceLength();
  }

  /** A value as a field's rule keeps it. */
  static <T> Optional<T> normal(FieldRule<T> rule, Optional<T> value) {
    return value.map(rule::normalized);
  }
}
