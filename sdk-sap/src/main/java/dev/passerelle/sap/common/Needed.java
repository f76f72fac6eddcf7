package dev.passerelle.sap.common;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.EntityType;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Which capability a write needs. */
public final class Needed {
  private Needed() {}

  /** Refuses all writes where one of them is not offered at all: then nothing is sent. */
  public static void require(
      String system, EntityType type, List<Write> writes, Predicate<Capability> can) {
    for (Write write : writes) {
      Capability needed = of(write);
      if (!can.test(needed)) {
        throw new UnsupportedOperation(system, needed.name().toLowerCase(Locale.ROOT) + " " + type);
      }
    }
  }

  private static Capability of(Write write) {
    if (write instanceof Write.Update) {
      return Capability.UPDATE;
    }
    if (write instanceof Write.Archive) {
      return Capability.ARCHIVE;
    }
    if (write instanceof Write.Restore) {
      return Capability.RESTORE;
    }
    return write instanceof Write.Delete ? Capability.DELETE : Capability.CREATE;
  }
}
