package dev.passerelle.testkit;

import dev.passerelle.core.RecordSync;
import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.internal.plan.FlowBases;
import dev.passerelle.core.internal.plan.Need;
import dev.passerelle.core.internal.plan.Notice;
import dev.passerelle.core.internal.plan.Plan;
import dev.passerelle.core.internal.plan.PlanInput;
import dev.passerelle.core.internal.plan.Planner;
import dev.passerelle.core.internal.plan.RefTranslator;
import dev.passerelle.core.internal.plan.Refusal;
import dev.passerelle.core.internal.plan.Review;
import dev.passerelle.core.internal.plan.Side;
import dev.passerelle.core.internal.plan.SyncRules;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what a flow would write, given what its two systems show: for tests of your own mapping,
 * without systems, store or engine.
 *
 * <pre>{@code
 * Outcome outcome = MappingTest.of(customers)
 *     .shows("erp", Fields.of(Customer.PHONE, "05 36 49 10 11"))
 *     .creates("crm")
 *     .outcome();
 * assertThat(outcome.written("crm").get(Customer.PHONE)).contains("+33536491011");
 * }</pre>
 *
 * <p>Without an agreed state the two records meet for the first time. Not thread-safe.
 */
public final class MappingTest {
  private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
  private final RecordSync flow;
  private final Map<String, Fields> shown = new LinkedHashMap<>();
  private final Map<String, Fields> agreed = new HashMap<>();
  private final Map<String, Map<Field<?>, FieldRule<?>>> rules = new HashMap<>();
  private final Map<Ref, Ref> links = new HashMap<>();
  private @Nullable String created;

  private MappingTest(RecordSync flow) {
    this.flow = flow;
  }

  /** A test of a flow. */
  public static MappingTest of(RecordSync flow) {
    return new MappingTest(flow);
  }

  /** What a system shows of the record, in its own codes. */
  public MappingTest shows(String system, Fields fields) {
    shown.put(known(system), fields);
    return this;
  }

  /** What a system showed when both were last agreed. */
  public MappingTest agreed(String system, Fields fields) {
    agreed.put(known(system), fields);
    return this;
  }

  /** The record is to be created in a system. */
  public MappingTest creates(String system) {
    created = known(system);
    return this;
  }

  /** A limit or a normal form of a field in a system; without one anything is kept as sent. */
  public MappingTest rule(String system, FieldRule<?> rule) {
    rules.computeIfAbsent(known(system), s -> new HashMap<>()).put(rule.field(), rule);
    return this;
  }

  /** Two records that are the same thing, for references: one of each system. */
  public MappingTest linked(Ref one, Ref other) {
    links.put(one, other);
    links.put(other, one);
    return this;
  }

  private String known(String system) {
    if (!system.equals(flow.left()) && !system.equals(flow.right())) {
      throw new IllegalArgumentException(
          "flow " + flow.name() + " is between " + flow.left() + " and " + flow.right());
    }
    return system;
  }

  /** Plans. */
  public Outcome outcome() {
    SyncRules planned =
        new SyncRules(
            flow.name(),
            flow.leftType(),
            flow.rightType(),
            flow.mapping(),
            flow.firstMeeting(),
            Duration.ofSeconds(2));
    FlowBases bases =
        FlowBases.of(
            agreed.getOrDefault(flow.left(), Fields.empty()),
            agreed.getOrDefault(flow.right(), Fields.empty()));
    Plan plan =
        new Planner(List.of(planned))
            .plan(
                new PlanInput(
                    side(flow.left(), flow.leftType()),
                    side(flow.right(), flow.rightType()),
                    Map.of(flow.name(), bases),
                    (from, ref) -> translated(ref),
                    NOW));
    return outcome(plan);
  }

  private RefTranslator.Translated translated(Ref ref) {
    Ref other = links.get(ref);
    return other == null ? new RefTranslator.Unlinked() : new RefTranslator.Resolved(other);
  }

  private Side side(String system, EntityType type) {
    AdapterDescriptor.Builder descriptor =
        AdapterDescriptor.of(type.recordType()).can(Capability.CREATE, Capability.UPDATE);
    for (Field<?> field : flow.mapping().fields(system)) {
      descriptor.field(FieldRule.of(field));
    }
    rules.getOrDefault(system, Map.of()).values().forEach(descriptor::field);
    if (system.equals(created)) {
      return Side.create(system, descriptor.build());
    }
    Fields fields = shown.getOrDefault(system, Fields.empty());
    Snapshot snapshot = Snapshot.of(type.recordType(), RecordId.of(system + "-1"), fields);
    return Side.seen(system, snapshot, descriptor.build());
  }

  private static Outcome outcome(Plan plan) {
    Map<String, Fields> written = new LinkedHashMap<>();
    plan.writes().forEach(write -> written.put(write.system(), write.changed()));
    return new Outcome(
        written,
        plan.reviews().stream().map(Review::detail).toList(),
        plan.notices().stream().map(Notice::detail).toList(),
        plan.needs().stream().map(Need::detail).toList(),
        plan.refusals().stream().map(Refusal::detail).toList());
  }

  /**
   * What would happen.
   *
   * @param writes the fields sent, by system
   * @param reviews fields on which a person must look
   * @param notices what is told
   * @param waits what a field waits for
   * @param refusals why a system would not be written
   */
  public record Outcome(
      Map<String, Fields> writes,
      List<ErrorDetail> reviews,
      List<ErrorDetail> notices,
      List<ErrorDetail> waits,
      List<ErrorDetail> refusals) {

    /** The fields sent to a system; none when nothing is written. */
    public Fields written(String system) {
      return writes.getOrDefault(system, Fields.empty());
    }

    /** Whether nothing is written. */
    public boolean writesNothing() {
      return writes.isEmpty();
    }
  }
}
