package dev.passerelle.core;

import java.util.List;

/**
 * What a comparison of whole systems with the engine's memory found. Differences are listed up to
 * {@link #MOST}; {@code differing} counts all of them.
 *
 * @param records how many records the systems listed
 * @param differing how many of them, or of those known, differ from what the engine knows
 * @param differences the first of them
 */
public record Reconciliation(long records, long differing, List<Difference> differences) {
  /** So many differences are listed at most. */
  public static final int MOST = 10_000;

  /** Copies. */
  public Reconciliation {
    differences = List.copyOf(differences);
  }

  /** Whether the systems hold what the engine knows. */
  public boolean isClean() {
    return differing == 0;
  }

  /**
   * One record that differs.
   *
   * @param system the system
   * @param entity the entity type, or facet
   * @param record the record's id
   * @param kind how it differs
   */
  public record Difference(String system, String entity, String record, Kind kind) {}

  /** How a record differs. */
  public enum Kind {
    /** It holds other values than the engine last saw. */
    CHANGED,
    /** The engine never saw it. */
    NEW,
    /** The engine knows it, and the system says that it is gone. */
    GONE
  }
}
