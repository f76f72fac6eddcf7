package dev.passerelle.testkit.simulation;

import dev.passerelle.core.RecordSync;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.mapping.Binding;
import dev.passerelle.core.mapping.Conversion;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the simulation of one flow knows. Immutable.
 *
 * @param flow the flow
 * @param later what it becomes in the middle
 * @param values what people enter, by field
 * @param rules limits and normal forms, by system and field
 * @param leftOut fields that nobody fills
 */
record FlowPlan(
    RecordSync flow,
    Optional<RecordSync> later,
    Map<Field<?>, IntFunction<?>> values,
    Map<String, Map<Field<?>, FieldRule<?>>> rules,
    Set<Field<?>> leftOut) {

  EntityType type(String system) {
    return system.equals(flow.left()) ? flow.leftType() : flow.rightType();
  }

  /** The fields of a system that the flow uses, before or after. */
  Set<Field<?>> fields(String system) {
    Set<Field<?>> fields = new LinkedHashSet<>(flow.mapping().fields(system));
    later.ifPresent(changed -> fields.addAll(changed.mapping().fields(system)));
    return fields;
  }

  /** Whether people fill a field. */
  boolean isEntered(Field<?> field) {
    boolean known = values.containsKey(field) || FlowSimulation.usual(field, 1).isPresent();
    return known && !leftOut.contains(field);
  }

  /** The n-th value that people enter; in the form in which the system keeps it. */
  <T> void enter(Fields.Builder into, String system, Field<T> field, int n) {
    IntFunction<?> own = values.get(field);
    Object value = own == null ? FlowSimulation.usual(field, n).orElseThrow() : own.apply(n);
    into.set(field, form(system, field, cast(value)));
  }

  /** A field's value is of the field's type: the public builder saw to it. */
  @SuppressWarnings("unchecked")
  private static <T> T cast(Object value) {
    return (T) value;
  }

  FieldRule<?> rule(String system, Field<?> field) {
    return Optional.<FieldRule<?>>ofNullable(rules.getOrDefault(system, Map.of()).get(field))
        .orElseGet(() -> FieldRule.of(field));
  }

  <T> @Nullable T form(String system, Field<T> field, @Nullable T value) {
    FieldRule<?> rule = rule(system, field);
    return value == null ? null : FlowPlan.<FieldRule<T>>cast(rule).normalized(value);
  }

  /** Whether both sides say the same, in the form in which one or the other keeps it. */
  <L, R> boolean agrees(Binding<L, R> binding, Fields left, Fields right) {
    Optional<Fields> onTheRight = onTheRight(binding, left, right);
    if (onTheRight.isEmpty() || same(binding.right(), onTheRight.get(), right)) {
      return true;
    }
    R value = right.get(binding.right()).orElse(null);
    return value != null
        && binding.converter().toLeft(value, left.get(binding.left()))
            instanceof Conversion.Value<L> converted
        && same(
            binding.left(),
            Fields.of(binding.left(), form(flow.left(), binding.left(), converted.value())),
            left);
  }

  private static boolean same(Field<?> field, Fields one, Fields two) {
    return one.isBlank(field) ? two.isBlank(field) : one.same(field, two);
  }

  /** What the right side must show for what the left one does; empty where nothing is said. */
  <L, R> Optional<Fields> onTheRight(Binding<L, R> binding, Fields left, Fields right) {
    L value = binding.leftView(left).get(binding.left()).orElse(null);
    if (value == null || binding.left().type().blank(value)) {
      return Optional.of(Fields.of(binding.right(), null));
    }
    Optional<R> current = right.get(binding.right());
    return binding.converter().toRight(value, current) instanceof Conversion.Value<R> converted
        ? Optional.of(
            Fields.of(binding.right(), form(flow.right(), binding.right(), converted.value())))
        : Optional.empty();
  }
}
