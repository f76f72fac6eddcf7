package dev.passerelle.hubspot;

import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.hubspot.model.HubSpotObject;
import java.util.Optional;

/** What became of one row of a batch. Exactly one per row, matched by its trace id (§4). */
public sealed interface RowOutcome {
  /**
   * The figure of {@link RefusedByRemote}'s detail that names the record which is already there.
   */
  String EXISTING = "existing";

  /** The row's trace id. */
  String trace();

  /**
   * It was done.
   *
   * @param trace the row
   * @param object what HubSpot returned: the properties that it chose to show
   * @param created whether the record was made by this row
   */
  record Done(String trace, HubSpotObject object, boolean created) implements RowOutcome {}

  /**
   * HubSpot says no; nothing was written.
   *
   * @param trace the row
   * @param error why, with the properties at fault
   */
  record Refused(String trace, RefusedByRemote error) implements RowOutcome {
    /** The record that already has the unique value, where HubSpot names it. */
    public Optional<String> existing() {
      return Optional.ofNullable(error.detail().figures().get(EXISTING));
    }
  }

  /**
   * Surely nothing was written, and trying again may help.
   *
   * @param trace the row
   * @param error why
   */
  record Failed(String trace, PasserelleException error) implements RowOutcome {}

  /**
   * It may have happened.
   *
   * @param trace the row
   * @param error why nobody knows
   */
  record Unknown(String trace, PasserelleException error) implements RowOutcome {}
}
