package dev.passerelle.testkit.simulation;

import dev.passerelle.core.mapping.Binding;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.InMemorySystem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** People who work with the records of one flow, on both sides, at random. For one thread. */
final class FlowPeople {
  private final World world;
  private final FlowPlan plan;
  private final Dice dice;
  private final Set<String> missing = new HashSet<>();
  private int entered;

  FlowPeople(World world, FlowPlan plan, Dice dice) {
    this.world = world;
    this.plan = plan;
    this.dice = dice;
  }

  /** What is there before the first run; some of it in both systems. */
  void populate() {
    for (int i = dice.below(5); i > 0; i--) {
      Fields fields = record(plan.flow().left());
      enter(plan.flow().left(), fields);
      if (dice.percent(50)) {
        enter(plan.flow().right(), twin(fields));
      }
    }
  }

  /** One random act. */
  void act() {
    String system = dice.percent(50) ? plan.flow().left() : plan.flow().right();
    int what = dice.below(20);
    if (what < 3) {
      enter(system, record(system));
      return;
    }
    List<RecordId> ids = world.living(system, plan.type(system));
    if (!ids.isEmpty()) {
      RecordId id = dice.pick(ids);
      if (what == 3) {
        delete(system, id);
      } else if (what == 4) {
        world.in(system, plan.type(system)).touch(id);
      } else {
        change(system, id, what < 7);
      }
    }
  }

  private Fields record(String system) {
    Fields.Builder fields = Fields.builder();
    entered++;
    for (Field<?> field : plan.fields(system)) {
      boolean wanted = plan.rule(system, field).isRequired() || dice.percent(80);
      if (plan.isEntered(field) && wanted && !isMissing(system, field)) {
        plan.enter(fields, system, field, entered);
      }
    }
    return fields.build();
  }

  /** The same thing as the other system would have it. */
  private Fields twin(Fields left) {
    Fields right = Fields.empty();
    for (Binding<?, ?> binding : plan.flow().mapping().bindings()) {
      Optional<Fields> value =
          binding.isDerived() ? Optional.empty() : plan.onTheRight(binding, left, Fields.empty());
      right = value.isPresent() ? right.with(value.get()) : right;
    }
    return right;
  }

  private void enter(String system, Fields fields) {
    EntityType type = plan.type(system);
    RecordId id = world.in(system, type).create(fields);
    world.edits.entered(world.clock.instant(), system, type, id, fields, Fields.empty());
    world.trace.add("user " + system + " new " + type + "#" + id + " " + fields.toJson());
  }

  private void change(String system, RecordId id, boolean emptied) {
    List<Field<?>> fields =
        plan.fields(system).stream()
            .filter(field -> plan.isEntered(field) && !isMissing(system, field))
            .toList();
    if (fields.isEmpty()) {
      return;
    }
    Field<?> field = dice.pick(fields);
    Fields.Builder changed = Fields.builder();
    if (emptied && !plan.rule(system, field).isRequired()) {
      changed.set(field, null);
    } else {
      plan.enter(changed, system, field, ++entered);
    }
    EntityType type = plan.type(system);
    Fields before = world.in(system, type).fields(id).orElse(Fields.empty());
    Fields after = changed.build();
    world.in(system, type).edit(id, after);
    world.edits.entered(world.clock.instant(), system, type, id, after, before);
    world.trace.add("user " + system + " edits " + type + "#" + id + " " + after.toJson());
  }

  private void delete(String system, RecordId id) {
    world.noteDeletion(system, plan.type(system), id);
    world.in(system, plan.type(system)).delete(id);
    world.trace.add("user " + system + " deletes " + plan.type(system) + "#" + id);
  }

  private boolean isMissing(String system, Field<?> field) {
    return missing.contains(system + " " + field.name());
  }

  /** Whether an administrator has taken a field away. */
  boolean missesFields() {
    return !missing.isEmpty();
  }

  /** An administrator takes a field away, or gives back what was taken away. */
  void administer() {
    if (missesFields()) {
      mend();
      world.trace.add("admin gives back what was taken away");
      return;
    }
    InMemorySystem system = dice.pick(world.systems());
    Field<?> field = dice.pick(List.copyOf(plan.fields(system.name())));
    missing.add(system.name() + " " + field.name());
    system.removeField(plan.type(system.name()), field);
    world.trace.add("admin takes away " + field.name() + " in " + system.name());
  }

  /** Whatever was taken away is there again. */
  void mend() {
    for (InMemorySystem system : world.systems()) {
      for (Field<?> field : plan.fields(system.name())) {
        if (missing.remove(system.name() + " " + field.name())) {
          system.putField(plan.type(system.name()), plan.rule(system.name(), field));
        }
      }
    }
  }
}
