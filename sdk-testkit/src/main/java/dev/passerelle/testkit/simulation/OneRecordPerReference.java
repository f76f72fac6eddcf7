package dev.passerelle.testkit.simulation;

import java.util.List;
import java.util.function.Consumer;

/** No duplicate create: per reference at most one live record (invariant 3, always). */
final class OneRecordPerReference implements Oracle {
  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    for (Effect effect : fresh) {
      effect
          .write()
          .reference()
          .ifPresent(
              reference -> {
                int live =
                    world.in(effect.system(), effect.write().type()).byReference(reference).size();
                if (live > 1) {
                  breach.accept(live + " records with reference " + reference + ": " + effect);
                }
              });
    }
  }
}
