package dev.passerelle.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs seeds: {@code -Dpasserelle.seed=N} for one of them, {@code -Dpasserelle.seeds=N} for more,
 * from {@code -Dpasserelle.first=N} on; with {@code -Dpasserelle.course=wide} of that course only.
 */
class SimulationTest {
  private static final int SEEDS = 800;
  private static final int WIDE_SEEDS = 500;
  private static final int NODES_SEEDS = 300;
  private static final int QUOTA_SEEDS = 200;
  private static final int CHAIN_SEEDS = 200;
  private static final int SHOWN = 3;

  @Test
  void everySeedKeepsThePromises() {
    keepPromises(Course.PLAIN, SEEDS);
  }

  @Test
  void everyWideSeedKeepsThePromises() {
    keepPromises(Course.WIDE, WIDE_SEEDS);
  }

  @Test
  void twoNodesKeepThePromises() {
    keepPromises(Course.NODES, NODES_SEEDS);
  }

  @Test
  void twoNodesKeepToOneQuota() {
    keepPromises(Course.QUOTA, QUOTA_SEEDS);
  }

  @Test
  void theChainToTheInvoiceKeepsThePromises() {
    keepPromises(Course.CHAIN, CHAIN_SEEDS);
  }

  @Test
  void theChainReachesTheInvoiceAndItsPayment() {
    List<String> traces =
        LongStream.rangeClosed(1, 40)
            .mapToObj(seed -> Simulation.run(seed, Course.CHAIN))
            .flatMap(result -> result.trace().stream())
            .filter(line -> line.contains("ADAPTER") && line.contains("invoice#"))
            .toList();
    assertThat(traces).anyMatch(line -> line.contains("CREATE"));
    assertThat(traces).anyMatch(line -> line.contains("UPDATE"));
  }

  @Test
  void anInvoiceThatIsNotShownIsMissed() {
    assertThat(
            LongStream.rangeClosed(1, 50)
                .mapToObj(seed -> Simulation.runSabotaged(seed, Course.CHAIN, Sabotage.NO_OVERLAP))
                .flatMap(result -> result.breaches().stream()))
        .anyMatch(breach -> breach.startsWith("InvoicesShown: "));
  }

  private static void keepPromises(Course course, long usual) {
    String wanted = System.getProperty("passerelle.course");
    Long only = Long.getLong("passerelle.seed");
    boolean all = wanted == null && only == null;
    assumeTrue(all || course.toString().equals(wanted == null ? "plain" : wanted));
    long first = only == null ? Long.getLong("passerelle.first", 1) : only;
    long seeds = only == null ? Long.getLong("passerelle.seeds", usual) : 1;
    Tally tally = Tally.of(course, first, seeds, result -> {});
    assertThat(tally.failed().stream().limit(SHOWN).map(SimulationResult::toString).toList())
        .as("%s", tally)
        .isEmpty();
    assertThat(tally.played()).isEqualTo((int) seeds);
    if (only == null) {
      // A simulation in which nothing happens would keep every promise.
      assertThat(tally.edits()).isGreaterThan(seeds * 20);
      assertThat(tally.writes()).isGreaterThan(seeds * 8);
      assertThat(tally.kills()).isPositive();
    }
  }

  /** Seeds that once found something in the engine. */
  @ParameterizedTest
  @ValueSource(
      longs = {
        118, 136, 146, 340, 402, 636, 1254, 1978, 2213, 2624, 1722, 1108, 4872, 7586, 11926, 11947,
        103, 1069, 1219, 3066, 15816, 38485
      })
  void aSeedThatFailedOnceKeepsThePromises(long seed) {
    SimulationResult result = Simulation.run(seed);
    assertThat(result.breaches()).as(result.toString()).isEmpty();
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    for (long seed = 1; seed <= 15; seed++) {
      assertThat(Simulation.run(seed).hash())
          .as("seed %d", seed)
          .isEqualTo(Simulation.run(seed).hash());
    }
  }
}
