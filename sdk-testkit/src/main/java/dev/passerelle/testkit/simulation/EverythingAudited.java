package dev.passerelle.testkit.simulation;

import dev.passerelle.core.PlannedWrite;
import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Quote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Each field that the engine changed is in the audit with its value (L31). A value that was not
 * taken is there as what was shown instead; documents and their reports have one entry for all
 * fields.
 */
final class EverythingAudited implements Oracle {
  private static final Duration LATE = Duration.ofMinutes(4);
  private final List<Effect> updates = new ArrayList<>();
  private Instant knownFrom = Instant.MIN;

  /** Takes note of what happened. */
  void note(List<Effect> fresh) {
    fresh.stream()
        .filter(effect -> effect.byEngine() && !effect.write().type().equals(Quote.TYPE))
        .filter(effect -> effect.write().operation() == Operation.UPDATE)
        .filter(effect -> !effect.write().at().isBefore(knownFrom))
        .forEach(updates::add);
  }

  /**
   * The engine's state was put back, and with it its audit and what it knew of writes that the
   * systems still execute.
   */
  void forget(Instant at) {
    updates.clear();
    knownFrom = at.plus(LATE);
  }

  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    note(fresh);
    for (Effect effect : updates) {
      for (Field<?> field : effect.changed()) {
        if (!audited(world, effect, field)) {
          breach.accept("no audit entry of " + field.name() + ": " + effect);
        }
      }
    }
  }

  private static boolean audited(World world, Effect effect, Field<?> field) {
    Fields after = effect.write().after().only(List.of(field));
    Object value = after.toJson().get(field.name());
    for (PlannedWrite entry :
        world
            .engine()
            .explain(effect.system(), effect.write().type(), effect.write().id(), field.name())) {
      boolean whole = entry.field().equals("*") || entry.reason().endsWith("not-taken");
      if (whole || Objects.equals(form(entry.after()), form(value))) {
        return true;
      }
    }
    return false;
  }

  private static String form(@org.jspecify.annotations.Nullable Object value) {
    return value == null ? "" : value.toString().toLowerCase(java.util.Locale.ROOT);
  }
}
