package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.sap.common.Outcomes;
import java.util.Optional;

/** What a new record of a type needs beside its fields. */
interface Completion {
  /** Nothing. */
  Completion NONE = (create, body, outcomes) -> true;

  /**
   * Adds what a new record needs.
   *
   * @return false where it cannot be made; the refusal is then among the outcomes
   */
  boolean complete(Write.Create create, Body body, Outcomes outcomes);

  /** The record whose key a new one wanted to have. */
  default Optional<RecordId> existing(Write.Create create) {
    return Optional.empty();
  }
}
