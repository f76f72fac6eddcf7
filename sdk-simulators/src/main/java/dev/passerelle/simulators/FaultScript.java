package dev.passerelle.simulators;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The faults that a simulator is to show, in the order in which they were scripted. The first rule
 * that fits a call and is not used up gives its fault. An operation is an HTTP method, or whatever
 * verb the simulated system has; a target is a path, a table or a program. Safe for use by several
 * threads.
 */
public final class FaultScript {
  private final List<Rule> rules = new ArrayList<>();

  /** An empty script. */
  public FaultScript() {}

  /**
   * The next {@code times} calls of {@code operation} on a target that contains a match of {@code
   * targetRegex} suffer {@code fault}.
   *
   * @param operation the exact operation, or {@code *} for any
   * @throws IllegalArgumentException if {@code times} is below 1
   */
  public synchronized FaultScript next(
      int times, String operation, String targetRegex, Fault fault) {
    return next(0, times, operation, targetRegex, fault);
  }

  /**
   * As {@link #next(int, String, String, Fault)}, but lets {@code skip} fitting calls pass first.
   */
  public synchronized FaultScript next(
      int skip, int times, String operation, String targetRegex, Fault fault) {
    if (times < 1 || skip < 0) {
      throw new IllegalArgumentException("times must be at least 1, skip at least 0");
    }
    rules.add(new Rule(skip, times, operation, Pattern.compile(targetRegex), fault));
    return this;
  }

  /** Takes the fault of this call from the script, if one is due. */
  public synchronized Optional<Fault> take(String operation, String target) {
    for (Rule rule : rules) {
      Fault fault = rule.take(operation, target);
      if (fault != null) {
        rules.removeIf(each -> each.left == 0);
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  /** How many faults have not been shown yet. */
  public synchronized int pending() {
    return rules.stream().mapToInt(rule -> rule.left).sum();
  }

  /** Forgets every fault that has not been shown yet. */
  public synchronized void clear() {
    rules.clear();
  }

  private static final class Rule {
    private int skip;
    private int left;
    private final String operation;
    private final Pattern target;
    private final Fault fault;

    Rule(int skip, int times, String operation, Pattern target, Fault fault) {
      this.skip = skip;
      this.left = times;
      this.operation = operation;
      this.target = target;
      this.fault = fault;
    }

    @Nullable Fault take(String calledOperation, String calledTarget) {
      boolean fits =
          (operation.equals("*") || operation.equals(calledOperation))
              && target.matcher(calledTarget).find();
      if (!fits) {
        return null;
      }
      if (skip > 0) {
        skip--;
        return null;
      }
      left--;
      return fault;
    }
  }
}
