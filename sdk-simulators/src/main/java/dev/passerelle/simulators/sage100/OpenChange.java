package dev.passerelle.simulators.sage100;

import java.util.Map;

/** A transaction of a user that has changed one row and is not committed yet. */
public final class OpenChange {
  private final SageSession session;

  OpenChange(SageSession session, String table, int cbMarq, Map<String, ?> fields) {
    this.session = session;
    session.update(table, cbMarq, fields);
  }

  /** Makes the change visible, with the stamp of its beginning. */
  public void commit() {
    session.end(true);
  }

  /** Takes the change back. */
  public void rollBack() {
    session.end(false);
  }
}
