package dev.passerelle.core.internal.plan;

import dev.passerelle.core.model.Ref;

/**
 * Translates references through links (L17). Pure for the planner: the engine looks up before it
 * plans. Asked for references by id only; natural keys are resolved on the target itself.
 */
@FunctionalInterface
public interface RefTranslator {

  /** What a reference found in {@code fromSystem} is in the pair's other system. */
  Translated translate(String fromSystem, Ref ref);

  /** The answer. */
  sealed interface Translated {}

  /**
   * The counterpart.
   *
   * @param ref in the other system's terms
   */
  record Resolved(Ref ref) implements Translated {}

  /** There is no active link yet. */
  record Unlinked() implements Translated {}

  /** The counterpart's creation was rejected. */
  record Rejected() implements Translated {}
}
