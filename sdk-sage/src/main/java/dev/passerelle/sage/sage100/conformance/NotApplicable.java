package dev.passerelle.sage.sage100.conformance;

/** The rule cannot be asked of this agent, or with what the suite was given. */
final class NotApplicable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotApplicable(String message) {
    super(message);
  }
}
