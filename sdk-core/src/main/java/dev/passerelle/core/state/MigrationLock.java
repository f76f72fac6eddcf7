package dev.passerelle.core.state;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The one row that a node holds while it migrates. A lease rather than a database lock, since half
 * of the databases commit at each change of a table; one that was left behind by a node that died
 * is taken over when it runs out.
 */
final class MigrationLock {

  private static final Duration LEASE = Duration.ofMinutes(10);

  private final JdbcStatements run;
  private final Naming naming;
  private final Clock clock;
  private final String holder;

  private final Column id = Column.number("id");
  private final Column heldBy = Column.text("holder", 64).orNull();
  private final Column until = Column.instant("held_until").orNull();

  MigrationLock(JdbcStatements run, Naming naming, Clock clock, String holder) {
    this.run = run;
    this.naming = naming;
    this.clock = clock;
    this.holder = holder;
  }

  /** Takes the lock if it is free or has run out. */
  boolean take() throws SQLException {
    Instant now = clock.instant();
    Parameters parameters = new Parameters();
    parameters.add(heldBy, holder).add(until, now.plus(LEASE));
    parameters.add(id, SchemaDdl.LOCK_ROW).add(until, now);
    String where = " AND (" + quoted(heldBy) + " IS NULL OR " + quoted(until) + " < ?)";
    return run.update(set() + where, parameters) == 1;
  }

  /** Holds on for another while; false when somebody else has taken over. */
  boolean renew() throws SQLException {
    Parameters parameters = new Parameters();
    parameters.add(heldBy, holder).add(until, clock.instant().plus(LEASE));
    parameters.add(id, SchemaDdl.LOCK_ROW).add(heldBy, holder);
    return run.update(set() + " AND " + quoted(heldBy) + " = ?", parameters) == 1;
  }

  void release() throws SQLException {
    Parameters parameters = new Parameters();
    parameters.add(heldBy, null).add(until, null);
    parameters.add(id, SchemaDdl.LOCK_ROW).add(heldBy, holder);
    run.update(set() + " AND " + quoted(heldBy) + " = ?", parameters);
  }

  private String set() {
    return "UPDATE "
        + naming.table(SchemaDdl.LOCK)
        + " SET "
        + quoted(heldBy)
        + " = ?, "
        + quoted(until)
        + " = ? WHERE "
        + quoted(id)
        + " = ?";
  }

  private String quoted(Column column) {
    return naming.dialect().quote(column.name());
  }
}
