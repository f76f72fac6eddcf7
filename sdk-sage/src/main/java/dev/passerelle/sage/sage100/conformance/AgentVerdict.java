package dev.passerelle.sage.sage100.conformance;

/**
 * How an agent stands to one rule.
 *
 * @param rule the rule
 * @param result whether it is kept
 * @param detail what was expected and what was answered, or what the suite lacks; empty where the
 *     rule is kept. Holds names that the suite invented, never a key
 */
public record AgentVerdict(AgentRule rule, Result result, String detail) {

  /** Whether the rule is kept. */
  public enum Result {
    /** Kept. */
    PASSED,
    /** Broken. */
    FAILED,
    /** Not asked: the agent cannot do it, or the suite was not given what it needs. */
    NOT_APPLICABLE
  }

  /** Whether the rule is kept, or was not asked. */
  public boolean holds() {
    return result != Result.FAILED;
  }

  /**
   * For a test of any framework.
   *
   * @throws AssertionError where the rule is broken; names the rule and what was answered
   */
  public void require() {
    if (!holds()) {
      throw new AssertionError(toString());
    }
  }

  @Override
  public String toString() {
    return result + " " + rule + (detail.isEmpty() ? "" : ": " + detail);
  }
}
