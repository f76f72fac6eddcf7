package dev.passerelle.simulators.sage100;

import java.util.ArrayList;
import java.util.List;

/**
 * What keeps Sage from writing now: records that users hold open, work that needs the company for
 * itself, a server that cannot be reached. Safe for use by several threads.
 */
public final class SageLocks {
  private final List<Held> held = new ArrayList<>();
  private boolean exclusive;
  private boolean unavailable;

  SageLocks() {}

  /**
   * The next {@code times} operations that would write any record of this table find it in use.
   * Documents write {@code F_DOCENTETE} and {@code F_DOCCURRENTPIECE}.
   */
  public synchronized void inUse(String table, int times) {
    held.add(new Held(table, 0, times));
  }

  /** As {@link #inUse(String, int)}, for one record. */
  public synchronized void inUse(String table, int cbMarq, int times) {
    held.add(new Held(table, cbMarq, times));
  }

  /** Frees every record. */
  public synchronized void release() {
    held.clear();
  }

  /** Closing, import or maintenance has the company, or no longer. */
  public synchronized void exclusive(boolean isExclusive) {
    exclusive = isExclusive;
  }

  /** The agent can open no session in Sage, or can again. */
  public synchronized void unavailable(boolean isUnavailable) {
    unavailable = isUnavailable;
  }

  /** The code for which the agent can do nothing at all, or an empty text. */
  synchronized String closedFor() {
    if (unavailable) {
      return "SAGE_UNAVAILABLE";
    }
    return exclusive ? "EXCLUSIVE" : "";
  }

  /**
   * Asks for a record.
   *
   * @param cbMarq the record, or 0 for a new one
   * @throws Busy if it cannot be had
   */
  synchronized void take(String table, int cbMarq) {
    if (!closedFor().isEmpty()) {
      throw new Busy(closedFor());
    }
    for (Held each : held) {
      if (each.table.equals(table) && (each.cbMarq == 0 || each.cbMarq == cbMarq)) {
        each.left--;
        held.removeIf(used -> used.left == 0);
        throw new Busy("RECORD_IN_USE");
      }
    }
  }

  private static final class Held {
    private final String table;
    private final int cbMarq;
    private int left;

    Held(String table, int cbMarq, int left) {
      this.table = table;
      this.cbMarq = cbMarq;
      this.left = left;
    }
  }
}
