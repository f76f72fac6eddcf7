package dev.passerelle.testkit.simulation;

import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.testkit.AppliedWrite;
import java.util.List;

/** One effect in one system that no user made. */
record Effect(String system, AppliedWrite write) {

  boolean byEngine() {
    return write.origin() == AppliedWrite.Origin.ADAPTER;
  }

  /** The fields that have another value afterwards. */
  List<Field<?>> changed() {
    Fields before = write.before();
    Fields after = write.after();
    return after.keys().stream().filter(field -> !after.same(field, before)).toList();
  }

  @Override
  public String toString() {
    return system + " " + write;
  }
}
