package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.sage.sage100.Sage100Gateway;
import dev.passerelle.sage.sage100.SageSchema;
import dev.passerelle.sage.sage100.StampPrecision;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** One company as the adapters see it: gateway, settings, clocks. */
record Site(Sage100Gateway gateway, Sage100Settings settings) {

  /** Widens an overlap that is too short for the stamps of this version (fact sheet §4). */
  Duration overlap() {
    SageSchema schema = gateway.schema();
    Duration least =
        (schema.hasMinuteStamps() ? StampPrecision.MINUTE : StampPrecision.MILLISECOND)
            .leastOverlap();
    return settings.overlap().compareTo(least) < 0 ? least : settings.overlap();
  }

  Clock companyClock() {
    return settings.clock().withZone(settings.zone());
  }

  LocalDate today() {
    return LocalDate.now(companyClock());
  }

  ServerClock serverClock() {
    return new ServerClock(settings.serverZone());
  }

  /**
   * Those of the selected fields that are this entity's. Refuses a needed one that is nobody's; one
   * that is only wished is left out then.
   */
  static Set<Field<?>> own(
      EntityType type,
      Selection selection,
      Collection<Field<?>> known,
      Collection<Field<?>> elsewhere) {
    Set<Field<?>> own = new LinkedHashSet<>(selection.wished());
    own.retainAll(known);
    for (Field<?> field : selection.fields()) {
      if (known.contains(field)) {
        own.add(field);
      } else if (!elsewhere.contains(field)) {
        throw InvalidConfiguration.inCode(
            ErrorCode.MAPPING_INVALID,
            field.name(),
            "Sage 100 has no field " + field.name() + " of " + type);
      }
    }
    return own;
  }
}
