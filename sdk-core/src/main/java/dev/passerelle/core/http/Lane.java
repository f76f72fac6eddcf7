package dev.passerelle.core.http;

import java.time.Duration;

/** Who waits for a request (L30). Earlier lanes go first, but none starves: see {@link Budget}. */
public enum Lane {
  /** A person looks at the screen. */
  INTERACTIVE(Duration.ZERO),
  /** Orders, invoices, and every other write. */
  DOCUMENTS(Duration.ofSeconds(2)),
  /** The feeds of changes. */
  CHANGES(Duration.ofSeconds(10)),
  /** First syncs, backfills, rescans: may not touch the reserve. */
  LISTS(Duration.ofSeconds(30));

  private final Duration patience;

  Lane(Duration patience) {
    this.patience = patience;
  }

  /** How much later than an interactive request one of this lane may be served. */
  Duration patience() {
    return patience;
  }
}
