package dev.passerelle.core.internal.plan;

import dev.passerelle.core.model.Fields;
import java.util.List;

/**
 * All flows' changes to one remote record: one write (L16).
 *
 * @param system the system written
 * @param create whether the record is created
 * @param changes each field and why, in the order of flows and bindings; never empty for an update
 */
public record SideWrite(String system, boolean create, List<PlannedChange<?>> changes) {

  /** Copies. */
  public SideWrite {
    changes = List.copyOf(changes);
  }

  /** The fields to send. */
  public Fields changed() {
    Fields.Builder fields = Fields.builder();
    changes.forEach(change -> set(fields, change, true));
    return fields.build();
  }

  /** What those fields were; empty for a create. */
  public Fields before() {
    Fields.Builder fields = Fields.builder();
    if (!create) {
      changes.forEach(change -> set(fields, change, false));
    }
    return fields.build();
  }

  private static <T> void set(Fields.Builder fields, PlannedChange<T> change, boolean after) {
    fields.set(change.field(), after ? change.after() : change.before());
  }
}
