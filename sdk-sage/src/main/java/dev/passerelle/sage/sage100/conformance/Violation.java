package dev.passerelle.sage.sage100.conformance;

/** The agent breaks the rule that is being asked. */
final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Violation(String message) {
    super(message);
  }

  static void unless(boolean holds, String message) {
    if (!holds) {
      throw new Violation(message);
    }
  }
}
