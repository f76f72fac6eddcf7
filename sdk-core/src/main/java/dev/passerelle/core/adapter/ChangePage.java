package dev.passerelle.core.adapter;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One page of changes or of a list.
 *
 * @param changes in (time, id) order for changes; in the system's order for a list
 * @param next where to go on; of a list's last page, the position for changes (R10)
 * @param last whether this is the last page for now
 * @param serverTime the system's own clock when the page was read (R8)
 */
public record ChangePage(List<Change> changes, Position next, boolean last, Instant serverTime) {

  /** Copies. */
  public ChangePage {
    changes = List.copyOf(changes);
    Objects.requireNonNull(next, "next");
    Objects.requireNonNull(serverTime, "serverTime");
  }
}
