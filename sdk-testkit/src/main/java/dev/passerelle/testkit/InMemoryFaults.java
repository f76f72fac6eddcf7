package dev.passerelle.testkit;

import dev.passerelle.core.model.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The script of what goes wrong in an {@link InMemorySystem}: rules in the order in which they were
 * given, each used up after so many calls, and behind them a source that may invent a fault for any
 * call. Thread-safe.
 */
public final class InMemoryFaults {

  /** Invents faults, for example from a seeded random generator. */
  @FunctionalInterface
  public interface Source {
    /** The faults of a call about {@code records} records. */
    List<Fault> of(SystemCall call, Optional<EntityType> type, int records);
  }

  private final List<Rule> rules = new ArrayList<>();
  private Source source = (call, type, records) -> List.of();

  InMemoryFaults() {}

  /** The next call of that kind, whatever the entity type. */
  public InMemoryFaults next(SystemCall call, Fault fault) {
    return next(0, 1, call, null, fault);
  }

  /**
   * After {@code skip} fitting calls, the next {@code times} of them.
   *
   * @param type only calls about this entity type; null for any
   */
  public synchronized InMemoryFaults next(
      int skip, int times, SystemCall call, @Nullable EntityType type, Fault fault) {
    if (skip < 0 || times < 1) {
      throw new IllegalArgumentException("skip must be at least 0, times at least 1");
    }
    rules.add(new Rule(skip, times, call, type, fault));
    return this;
  }

  /** Where faults come from when no rule fits. */
  public synchronized InMemoryFaults source(Source inventor) {
    source = inventor;
    return this;
  }

  /** Forgets all rules and the source. */
  public synchronized void clear() {
    rules.clear();
    source = (call, type, records) -> List.of();
  }

  /** How many faults of the rules are still to come. */
  public synchronized int pending() {
    return rules.stream().mapToInt(rule -> rule.times).sum();
  }

  /** The faults of this call: one of the whole call at most, and any number of its records. */
  synchronized List<Fault> take(SystemCall call, @Nullable EntityType type, int records) {
    List<Fault> taken = new ArrayList<>();
    boolean whole = false;
    for (Rule rule : rules) {
      boolean ofRecord = rule.fault instanceof Fault.OfRecord;
      if (rule.fits(call, type) && (ofRecord || !whole) && rule.use()) {
        taken.add(rule.fault);
        whole |= !ofRecord;
      }
    }
    rules.removeIf(rule -> rule.times == 0);
    return taken.isEmpty() ? source.of(call, Optional.ofNullable(type), records) : taken;
  }

  private static final class Rule {
    private int skip;
    private int times;
    private final SystemCall call;
    private final @Nullable EntityType type;
    private final Fault fault;

    Rule(int skip, int times, SystemCall call, @Nullable EntityType type, Fault fault) {
      this.skip = skip;
      this.times = times;
      this.call = call;
      this.type = type;
      this.fault = fault;
    }

    boolean fits(SystemCall other, @Nullable EntityType otherType) {
      return call == other && (type == null || type.equals(otherType));
    }

    boolean use() {
      if (skip > 0) {
        skip--;
        return false;
      }
      times--;
      return true;
    }
  }
}
