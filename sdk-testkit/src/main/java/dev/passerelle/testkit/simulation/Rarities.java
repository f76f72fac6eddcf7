package dev.passerelle.testkit.simulation;

import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.InMemoryUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people do now and then: archive, bring back, merge, and delete persons. */
final class Rarities {
  private final World world;
  private final Dice dice;
  private final List<Runnable> acts = new ArrayList<>();

  Rarities(World world, Dice dice) {
    this.world = world;
    this.dice = dice;
    Extras extras = world.extras;
    if (extras.archives()) {
      acts.add(this::archive);
    }
    if (extras.merges()) {
      acts.add(this::merge);
    }
    if (extras.leaves()) {
      acts.add(this::leave);
    }
  }

  /** Perhaps one act. */
  void act() {
    if (!acts.isEmpty() && dice.percent(world.extras.acts())) {
      dice.pick(acts).run();
    }
  }

  /** Whether the engine's state is copied or put back now. */
  boolean backsUp() {
    return world.extras.backups() > 0 && dice.percent(world.extras.backups());
  }

  private Optional<RecordId> pick(String system, EntityType type) {
    List<RecordId> ids = world.living(system, type);
    return ids.isEmpty() ? Optional.empty() : Optional.of(dice.pick(ids));
  }

  private String system() {
    return dice.percent(50) ? "erp" : "crm";
  }

  /** Puts a customer away, or brings back one that was. */
  private void archive() {
    String system = system();
    InMemoryUser user = world.in(system, Customer.TYPE);
    pick(system, Customer.TYPE)
        .ifPresent(
            id -> {
              boolean live = user.life(id).filter(Life.LIVE::equals).isPresent();
              if (live) {
                user.archive(id);
              } else {
                user.restore(id);
              }
              tell(system, (live ? "archives " : "restores ") + Customer.TYPE + "#" + id);
            });
  }

  /** Two customers were the same: what the one lacks it takes from the other. */
  private void merge() {
    String system = system();
    List<RecordId> ids = world.living(system, Customer.TYPE);
    boolean delayed = system.equals("erp") && !world.setting.commitDelay().isZero();
    if (ids.size() < 2 || delayed) {
      return;
    }
    RecordId loser = dice.pick(ids);
    RecordId winner = dice.pick(ids);
    if (loser.equals(winner)) {
      return;
    }
    Fields before = world.in(system, Customer.TYPE).fields(winner).orElseThrow();
    world.noteDeletion(system, Customer.TYPE, loser);
    world.in(system, Customer.TYPE).merge(loser, winner);
    Fields after = world.in(system, Customer.TYPE).fields(winner).orElseThrow();
    List<Field<?>> filled =
        after.keys().stream().filter(field -> !after.same(field, before)).toList();
    world.edits.entered(
        world.clock.instant(), system, Customer.TYPE, winner, after.only(filled), before);
    tell(system, "merges " + Customer.TYPE + "#" + loser + " into " + winner);
  }

  /** A person is no longer there. */
  private void leave() {
    pick("erp", Contact.TYPE)
        .ifPresent(
            id -> {
              world.noteDeletion("erp", Contact.TYPE, id);
              world.in("erp", Contact.TYPE).delete(id);
              tell("erp", "deletes " + Contact.TYPE + "#" + id);
            });
  }

  private void tell(String system, String what) {
    world.trace.add("user " + system + " " + what);
  }
}
