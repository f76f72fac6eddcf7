package dev.passerelle.sage.sage100.conformance;

/**
 * One rule of the contract, by the number that it has in the contract's section 9. Immutable;
 * carried out by {@link AgentConformance}.
 */
public final class AgentRule {
  private final String id;
  private final String section;
  private final String title;
  private final Check check;

  /** What is asked of the agent; throws {@link Violation} or {@link NotApplicable}. */
  @FunctionalInterface
  interface Check {
    void on(Trial trial);
  }

  AgentRule(String id, String section, String title, Check check) {
    this.id = id;
    this.section = section;
    this.title = title;
    this.check = check;
  }

  /** The number: {@code A1}. */
  public String id() {
    return id;
  }

  /** The section of the contract that says so: {@code §6}. */
  public String section() {
    return section;
  }

  /** The rule in one sentence. */
  public String title() {
    return title;
  }

  void on(Trial trial) {
    check.on(trial);
  }

  /** Number, section and sentence. */
  @Override
  public String toString() {
    return id + " (" + section + ") " + title;
  }
}
