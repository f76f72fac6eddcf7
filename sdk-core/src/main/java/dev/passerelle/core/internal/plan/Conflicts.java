package dev.passerelle.core.internal.plan;

import dev.passerelle.core.conflict.Conflict;
import dev.passerelle.core.conflict.Conflict.Voice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Shows a conflict in the terms of a way's target: the source's value and base carried over. */
record Conflicts<S, T>(BindingPlan<?, ?> plan, Way<S, T> way, @Nullable T carried) {

  Conflict<T> conflict() {
    Face<S> source = way.source();
    Face<T> target = way.target();
    boolean first = !source.based() || !target.based();
    Voice<T> theirs = voice(source, target, carried, first ? null : carriedBase(), first);
    Voice<T> own = voice(target, source, target.value(), first ? null : target.base(), first);
    boolean targetIsLeft = plan.isLeft(target.system());
    return new Conflict<>(
        plan.rules.flow(),
        target.field(),
        target.system(),
        targetIsLeft ? own : theirs,
        targetIsLeft ? theirs : own,
        first,
        plan.rules.tolerance());
  }

  private Voice<T> voice(
      Face<?> face, Face<?> other, @Nullable T value, @Nullable T base, boolean first) {
    @Nullable Instant at = first ? null : instant(face, other);
    return new Voice<>(face.system(), face.field().name(), value, base, at);
  }

  /**
   * The two systems' own instants where both tell; else when the values were observed: those two
   * may not be mixed, since an observation is always later than the change that it shows.
   */
  private static @Nullable Instant instant(Face<?> face, Face<?> other) {
    boolean both = face.stamped() != null && other.stamped() != null;
    return both ? face.stamped() : face.observed();
  }

  private @Nullable T carriedBase() {
    Carried<T> base = plan.carrier.carry(way, way.source().base());
    return base instanceof Carried.Value<T> value ? value.value() : null;
  }
}
