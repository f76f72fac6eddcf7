package dev.passerelle.testkit;

import dev.passerelle.core.http.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A run of the contract against a real system, named by system properties {@code <prefix>.<name>}:
 * what it is given, and a mark of its own by which everything that it makes is known and removed.
 * Secrets may come from the environment, where no list of processes shows them. Thread-safe.
 */
public final class LiveRun {
  /** The longest that real time is waited for; what takes longer is left to a simulator. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** One per process: runs that begin in the same second are told apart by their systems. */
  private static final long BEGUN = Instant.now().getEpochSecond();

  private final String prefix;

  private LiveRun(String prefix) {
    this.prefix = prefix;
  }

  /** The run of a system whose properties begin with {@code prefix} and a dot. */
  public static LiveRun of(String prefix) {
    return new LiveRun(prefix);
  }

  /** A property; empty where it is not given or blank. */
  public Optional<String> property(String name) {
    return Optional.ofNullable(System.getProperty(prefix + "." + name))
        .filter(text -> !text.isBlank());
  }

  /**
   * A property, or else a variable of the environment.
   *
   * @param variable its name: {@code ODOO_KEY}
   */
  public Optional<String> secret(String name, String variable) {
    return property(name)
        .or(() -> Optional.ofNullable(System.getenv(variable)).filter(text -> !text.isBlank()));
  }

  /** Whether a property is {@code true}. */
  public boolean asks(String name) {
    return property(name).filter("true"::equals).isPresent();
  }

  /** What every record of this run has in its reference or name. */
  public String mark() {
    return "PASSERELLE-TEST-" + Long.toString(BEGUN, 36) + "-";
  }

  /**
   * A number of 14 digits that no other run gives.
   *
   * @param n from 0 to 9,999
   */
  public String number(int n) {
    return BEGUN + "%04d".formatted(n);
  }

  /** Lets real time pass; a rule that wants more than half a minute of it is skipped. */
  public static void pass(Duration time) {
    if (time.compareTo(PATIENCE) > 0) {
      Remote.cannot("let " + time + " pass");
    }
    try {
      Pause.sleeping().await(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Skips a test and says why, on the console too. */
  public static void skip(String why) {
    System.out.println("skipped " + why);
    Assumptions.abort(why);
  }

  /** Runs tests only where a real system is named, and else says on the console what to give. */
  public abstract static class Given implements ExecutionCondition {
    private final List<Optional<String>> needed;
    private final String hint;

    /**
     * A condition.
     *
     * @param hint what to give, as a command line has it
     * @param needed what must be there
     */
    protected Given(String hint, List<Optional<String>> needed) {
      this.hint = hint;
      this.needed = needed;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (needed.stream().allMatch(Optional::isPresent)) {
        return ConditionEvaluationResult.enabled("a real system is named");
      }
      String reason = context.getDisplayName() + " skipped: no real system is named; give " + hint;
      System.out.println(reason);
      return ConditionEvaluationResult.disabled(reason);
    }
  }
}
