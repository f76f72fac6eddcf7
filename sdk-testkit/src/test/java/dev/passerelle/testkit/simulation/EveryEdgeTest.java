package dev.passerelle.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Crash equivalence: {@code -Dpasserelle.edges=N} for N seeds, from {@code -Dpasserelle.first=N}
 * on; the build plays one that makes customers, persons and an order with few edges.
 */
class EveryEdgeTest {
  private static final long USUAL = 24;

  @Test
  void aKillAtAnyEdgeEndsInTheSameState() {
    long first = Long.getLong("passerelle.first", USUAL);
    for (long seed = first; seed < first + Long.getLong("passerelle.edges", 1); seed++) {
      SimulationResult result = Simulation.run(seed, Course.EDGES);
      assertThat(result.breaches()).as(result.toString()).isEmpty();
      assertThat(result.kills()).isGreaterThan(50);
    }
  }

  @ParameterizedTest
  @CsvSource({"LAGGING_LOOKUP, 20", "POSITION_FIRST, 24", "NO_OBSERVATIONS, 24"})
  void whatACrashDestroysIsMissed(Sabotage sabotage, long seed) {
    assertThat(Simulation.runSabotaged(seed, Course.EDGES, sabotage).breaches())
        .anyMatch(breach -> breach.startsWith("CrashEquivalence: "));
  }
}
