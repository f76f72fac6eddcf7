package dev.passerelle.testkit;

import org.opentest4j.TestAbortedException;

/**
 * A rule that does not concern an adapter with these capabilities: always skipped, never missed.
 */
final class NotApplicable extends TestAbortedException {
  private static final long serialVersionUID = 1L;

  NotApplicable(String reason) {
    super(reason);
  }
}
