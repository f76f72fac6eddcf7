package dev.passerelle.testkit.simulation;

import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The engine never puts back what a user has just replaced: a value that somebody saw and changed
 * is older than the change, whatever the audit says about it (invariant 2, L3, L10, always). A
 * value entered on the side that does not own its field is taken back on purpose, and an engine
 * whose state was put back has bases older than anything that people saw.
 */
final class OlderNeverWins implements Oracle {
  private static final Duration UNHEARD = Duration.ofMinutes(10);

  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    for (Effect effect : fresh) {
      if (effect.byEngine() && effect.write().operation() == Operation.UPDATE) {
        effect.changed().forEach(field -> judge(world, effect, field, breach));
      }
    }
  }

  private static void judge(World world, Effect effect, Field<?> field, Consumer<String> breach) {
    Optional<Mirror> mirror = mirror(effect, field);
    if (world.edits.anyForgotten() || mirror.isEmpty() || !counts(mirror.get(), effect.system())) {
      return;
    }
    EntityType table = effect.write().type();
    Optional<Edit> edit = world.edits.last(effect.system(), table, effect.write().id(), field);
    Optional<Object> written = effect.write().after().get(field).map(Object.class::cast);
    boolean putBack =
        edit.filter(e -> e.at().isBefore(effect.write().at()) && couldKnow(world, e))
            .map(Edit::replaced)
            .map(old -> mirror.get().form(world, old))
            .equals(written.map(value -> mirror.get().form(world, value)));
    if (putBack && written.isPresent()) {
      breach.accept("put back what " + edit.get() + " replaced: " + effect);
    }
  }

  /**
   * A value that the engine itself had brought, and of whose write it may not have heard, may come
   * twice: it cannot know that somebody saw it (L21).
   */
  private static boolean couldKnow(World world, Edit edit) {
    boolean heard = world.extras.pauses() == 0 && world.unheard.isBefore(edit.at().minus(UNHEARD));
    return heard
        || world.edits.of(edit.system(), edit.type(), edit.id(), edit.field()).stream()
            .anyMatch(
                earlier -> earlier.value() != null && isSame(earlier.value(), edit.replaced()));
  }

  private static boolean isSame(Object one, @Nullable Object two) {
    return two != null && one.toString().equalsIgnoreCase(two.toString());
  }

  private static Optional<Mirror> mirror(Effect effect, Field<?> field) {
    return Mirror.ALL.stream()
        .filter(mirror -> mirror.field().equals(field))
        .filter(
            mirror ->
                effect.write().type().equals(mirror.type())
                    || effect.write().type().equals(mirror.shownBy()))
        .findFirst();
  }

  private static boolean counts(Mirror mirror, String system) {
    return mirror.owner().equals("shared") || mirror.owner().equals(system);
  }
}
