package dev.passerelle.testkit;

import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;

/** An automation inside an {@link InMemorySystem} that changes records by itself. Pure. */
@FunctionalInterface
public interface Workflow {

  /**
   * What the automation changes after a user's or an adapter's write; empty for nothing. It is not
   * asked about its own changes.
   *
   * @param id the record written
   * @param before what it was, all fields; empty for a new record
   * @param after what it is, all fields
   */
  Fields react(RecordId id, Fields before, Fields after);
}
