package dev.passerelle.core.conflict;

import java.util.Objects;

/**
 * What to do when both systems gave a field a new value and the values differ (L14). The usual ones
 * are in {@link ConflictPolicies}; code of your own is a lambda:
 *
 * <pre>{@code
 * ConflictPolicy notEmptiedByTheCrm =
 *     conflict -> conflict.blankIn("crm") ? take("erp") : review("both have a value");
 * }</pre>
 *
 * <p>A policy is pure: the same conflict gives the same resolution, on any thread, without I/O and
 * without a clock. It may read everything in the {@link Conflict} and must not answer null.
 */
@FunctionalInterface
public interface ConflictPolicy {

  /** Decides one conflict of one field. */
  Resolution resolve(Conflict<?> conflict);

  /** The name under which the audit tells who decided (L31); {@code custom} unless named. */
  default String name() {
    return "custom";
  }

  /** This policy, under a name of its own in the audit. */
  default ConflictPolicy named(String name) {
    Objects.requireNonNull(name, "name");
    ConflictPolicy self = this;
    return new ConflictPolicy() {
      @Override
      public Resolution resolve(Conflict<?> conflict) {
        return self.resolve(conflict);
      }

      @Override
      public String name() {
        return name;
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }

  /** Asks {@code next} where this policy would have a person look. */
  default ConflictPolicy orElse(ConflictPolicy next) {
    Objects.requireNonNull(next, "next");
    ConflictPolicy chain =
        conflict -> {
          Resolution first = resolve(conflict);
          return first instanceof Resolution.Review ? next.resolve(conflict) : first;
        };
    return chain.named(name() + " or else " + next.name());
  }
}
