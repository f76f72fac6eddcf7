package dev.passerelle.testkit.simulation;

import dev.passerelle.core.PlannedWrite;
import dev.passerelle.core.WaitingEntry;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.RecordId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The last value that a user entered stands on both sides, or the audit names it as overwritten, or
 * something about the record is open (invariant 2). A value entered on the side that does not own
 * its field is always taken back, and may have been overwritten before it was read: only the
 * owner's value is looked for (L24).
 */
final class NoSilentLoss implements Oracle {
  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    List<WaitingEntry> waiting = world.waiting();
    for (LinkRow link : world.links()) {
      if (link.active()) {
        Mirror.ALL.stream()
            .filter(mirror -> link.is(mirror.type()))
            .filter(mirror -> !world.waits(waiting, mirror.type(), link.erp(), link.crm()))
            .forEach(mirror -> judge(world, mirror, link, breach));
      }
    }
  }

  private static void judge(World world, Mirror mirror, LinkRow link, Consumer<String> breach) {
    if (!mirror.owner().equals("crm")) {
      judge(world, mirror, "erp", mirror.shownBy(), link.erp(), breach);
    }
    if (!mirror.owner().equals("erp")) {
      judge(world, mirror, "crm", mirror.type(), link.crm(), breach);
    }
  }

  private static void judge(
      World world,
      Mirror mirror,
      String system,
      EntityType table,
      String id,
      Consumer<String> breach) {
    Optional<Edit> last = world.edits.last(system, table, RecordId.of(id), mirror.field());
    Optional<Object> entered = last.flatMap(edit -> Optional.ofNullable(edit.value()));
    Optional<Object> stands =
        system.equals("erp") ? mirror.inErp(world, id) : mirror.inCrm(world, id);
    boolean there = stands.equals(entered.map(value -> mirror.form(world, value)));
    boolean forgotten = last.filter(world.edits::isForgotten).isPresent();
    if (entered.isPresent()
        && !there
        && !forgotten
        && !named(world, mirror, system, id, entered.get())) {
      breach.accept(last.get() + " is lost without a word; now " + stands);
    }
  }

  private static boolean named(
      World world, Mirror mirror, String system, String id, Object entered) {
    String form = mirror.form(world, entered).toString();
    return world
        .engine()
        .explain(system, mirror.type(), RecordId.of(id), mirror.field().name())
        .stream()
        .map(PlannedWrite::before)
        .anyMatch(before -> before != null && form.equals(mirror.form(world, before).toString()));
  }
}
