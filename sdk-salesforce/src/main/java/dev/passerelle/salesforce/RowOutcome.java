package dev.passerelle.salesforce;

import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import java.util.Optional;

/** What became of one row. Exactly one per row; an answer of 200 says nothing yet (§4). */
public sealed interface RowOutcome {
  /**
   * The figure of {@link RefusedByRemote}'s detail that names the record which is already there.
   */
  String EXISTING = "existing";

  /** The row's key. */
  String key();

  /**
   * It was done.
   *
   * @param key the row
   * @param id the record, 18 characters
   * @param created whether the record was made by this row
   */
  record Done(String key, String id, boolean created) implements RowOutcome {}

  /**
   * Salesforce says no; nothing was written.
   *
   * @param key the row
   * @param error why, with the fields at fault
   */
  record Refused(String key, RefusedByRemote error) implements RowOutcome {
    /** The record that already has the unique value, where Salesforce names it. */
    public Optional<String> existing() {
      return Optional.ofNullable(error.detail().figures().get(EXISTING));
    }
  }

  /**
   * Surely nothing was written, and trying again may help: a locked row, for example.
   *
   * @param key the row
   * @param error why
   */
  record Failed(String key, PasserelleException error) implements RowOutcome {}

  /**
   * It may have happened.
   *
   * @param key the row
   * @param error why nobody knows
   */
  record Unknown(String key, PasserelleException error) implements RowOutcome {}
}
