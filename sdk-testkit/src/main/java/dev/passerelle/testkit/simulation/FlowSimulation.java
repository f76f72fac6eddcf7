package dev.passerelle.testkit.simulation;

import dev.passerelle.core.RecordSync;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Field;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The seeded simulation of a flow of your own: your mapping, your converters, your policies, your
 * match keys, between two systems in memory that are made for them. People enter, change, empty and
 * delete records on both sides; calls fail as in {@link Simulation}, the process is killed, clocks
 * are apart, fields vanish from a system and come back, and in the middle of a run the flow may
 * become another one. What must hold is read from the flow: its owners, its converters, its rules.
 *
 * <pre>{@code
 * FlowSimulation simulation =
 *     FlowSimulation.of(customers)
 *         .values(Customer.COUNTRY, n -> n % 2 == 0 ? "FR" : "GP")
 *         .rule("erp", FieldRule.of(Customer.NAME).maxLength(35))
 *         .build();
 * for (long seed = 1; seed <= 500; seed++) {
 *   SimulationResult result = simulation.run(seed);
 *   assertThat(result.breaches()).as(result.toString()).isEmpty();
 * }
 * }</pre>
 *
 * <p>Immutable; a run needs one thread, several may run side by side.
 */
public final class FlowSimulation {
  private final FlowPlan plan;

  private FlowSimulation(FlowPlan plan) {
    this.plan = plan;
  }

  /** Starts with a flow; not one of a facet, which has no records of its own. */
  public static Builder of(RecordSync flow) {
    return new Builder(flow);
  }

  /** Plays one seed; the same seed gives the same trace. */
  public SimulationResult run(long seed) {
    SimulationResult result = FlowPlay.play(plan, seed);
    return Determinism.isDue(seed) ? result.judgedWith(FlowPlay.play(plan, seed)) : result;
  }

  /** Collects what a simulation of a flow needs to know. Not thread-safe. */
  public static final class Builder {
    private final RecordSync flow;
    private Optional<RecordSync> later = Optional.empty();
    private final Map<Field<?>, IntFunction<?>> values = new HashMap<>();
    private final Map<String, Map<Field<?>, FieldRule<?>>> rules = new HashMap<>();
    private final Set<Field<?>> leftOut = new LinkedHashSet<>();

    private Builder(RecordSync flow) {
      this.flow = Objects.requireNonNull(flow, "flow");
      if (flow.leftType().host().isPresent() || flow.rightType().host().isPresent()) {
        throw new IllegalArgumentException(
            "flow " + flow.name() + " is of a facet, which has no records of its own");
      }
    }

    /**
     * What people enter: the n-th value, each n another one. Texts, numbers, dates and flags need
     * none; codes, sets, addresses and the like do.
     */
    public <T> Builder values(Field<T> field, IntFunction<T> nth) {
      values.put(field, Objects.requireNonNull(nth, "nth"));
      return this;
    }

    /** People never fill a field: one that refers to records of other types, for example. */
    public Builder leaveOut(Field<?> field) {
      leftOut.add(field);
      return this;
    }

    /** A limit or a normal form of a field in a system; without one anything is kept as sent. */
    public Builder rule(String system, FieldRule<?> rule) {
      flow.mapping().other(system);
      rules.computeIfAbsent(system, any -> new LinkedHashMap<>()).put(rule.field(), rule);
      return this;
    }

    /**
     * What the flow becomes in the middle of each run, as after an upgrade of the application: of
     * the same name, systems and types.
     */
    public Builder laterBecomes(RecordSync changed) {
      boolean same =
          changed.name().equals(flow.name())
              && changed.left().equals(flow.left())
              && changed.right().equals(flow.right())
              && changed.leftType().equals(flow.leftType())
              && changed.rightType().equals(flow.rightType());
      if (!same) {
        throw new IllegalArgumentException("changed must be flow " + flow.name() + " changed");
      }
      later = Optional.of(changed);
      return this;
    }

    /** The simulation; refuses when it does not know what people enter into a field. */
    public FlowSimulation build() {
      FlowPlan plan = new FlowPlan(flow, later, Map.copyOf(values), rules, Set.copyOf(leftOut));
      for (String system : Set.of(flow.left(), flow.right())) {
        for (Field<?> field : plan.fields(system)) {
          if (!plan.isEntered(field) && !leftOut.contains(field)) {
            throw new IllegalArgumentException(
                "field " + field.name() + ": give values(), or leaveOut() where nobody fills it");
          }
        }
      }
      return new FlowSimulation(plan);
    }
  }

  /** What people enter into a field of a usual type, the n-th value. */
  static Optional<Object> usual(Field<?> field, int n) {
    return switch (field.type().name()) {
      case "text" -> Optional.of("v" + n);
      case "decimal" -> Optional.of(new BigDecimal(n));
      case "integer" -> Optional.of((long) n);
      case "flag" -> Optional.of(n % 2 == 0);
      case "date" -> Optional.of(LocalDate.of(2026, 1, 1).plusDays(n));
      default -> Optional.empty();
    };
  }
}
