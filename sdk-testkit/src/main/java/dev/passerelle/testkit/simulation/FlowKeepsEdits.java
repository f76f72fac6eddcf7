package dev.passerelle.testkit.simulation;

import dev.passerelle.core.PlannedWrite;
import dev.passerelle.core.WaitingEntry;
import dev.passerelle.core.mapping.Binding;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The last value that a user entered where it counts stands there, or the audit names it as
 * overwritten, or something about the record is open (invariant 2).
 */
record FlowKeepsEdits(FlowPlan plan, FlowCompany company) implements Oracle {
  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    List<WaitingEntry> waiting = world.waiting();
    for (LinkRow link : world.links()) {
      if (link.active() && !FlowConvergence.isOpen(plan, waiting, link)) {
        company.current().mapping().bindings().stream()
            .filter(FlowConvergence::isKeptEqual)
            .forEach(binding -> judge(world, binding, link, breach));
      }
    }
  }

  private void judge(World world, Binding<?, ?> binding, LinkRow link, Consumer<String> breach) {
    Optional<String> owner = binding.terms().authority().source();
    String left = plan.flow().left();
    String right = plan.flow().right();
    if (owner.isEmpty() || owner.get().equals(left)) {
      judge(world, left, link.erp(), binding.left(), breach);
    }
    if (owner.isEmpty() || owner.get().equals(right)) {
      judge(world, right, link.crm(), binding.right(), breach);
    }
  }

  private <T> void judge(
      World world, String system, String id, Field<T> field, Consumer<String> breach) {
    EntityType type = plan.type(system);
    RecordId record = RecordId.of(id);
    Optional<Edit> last = world.edits.last(system, type, record, field);
    Object entered = last.map(Edit::value).orElse(null);
    if (entered == null) {
      return;
    }
    Fields now = world.in(system, type).fields(record).orElse(Fields.empty());
    Object wanted = Fields.builder().set(field, cast(entered)).build().toJson().get(field.name());
    boolean stands = String.valueOf(wanted).equals(String.valueOf(now.toJson().get(field.name())));
    if (!stands && !isNamed(world, system, record, field, String.valueOf(wanted))) {
      breach.accept(last.orElseThrow() + " is lost without a word; now " + now.toJson());
    }
  }

  /** The edit is one of this field. */
  @SuppressWarnings("unchecked")
  private static <T> T cast(Object value) {
    return (T) value;
  }

  private boolean isNamed(
      World world, String system, RecordId record, Field<?> field, String entered) {
    return world.engine().explain(system, plan.type(system), record, field.name()).stream()
        .map(PlannedWrite::before)
        .anyMatch(before -> before != null && before.toString().equals(entered));
  }
}
