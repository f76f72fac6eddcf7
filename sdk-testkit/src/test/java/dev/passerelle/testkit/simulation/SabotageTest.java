package dev.passerelle.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The oracles are tested: whatever the engine relies on is broken once, and must be missed. {@code
 * -Dpasserelle.times=N} counts how many seeds it takes, N times from different seeds on, and prints
 * them.
 */
class SabotageTest {
  private static final long MOST = 5_000;
  private static final long BETWEEN = 1_000;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aBrokenPromiseIsMissed(Sabotage sabotage) {
    long times = Long.getLong("passerelle.times", 1);
    List<Long> seeds = new ArrayList<>();
    for (long time = 0; time < times; time++) {
      long first = times > 1 ? 1 + time * BETWEEN : first(sabotage);
      long caught = caught(sabotage, first);
      assertThat(caught).as("%s is not missed from seed %d on", sabotage, first).isPositive();
      seeds.add(caught);
    }
    Collections.sort(seeds);
    if (times > 1) {
      System.out.println(sabotage + ": median " + seeds.get(seeds.size() / 2) + " of " + seeds);
    }
  }

  private static Course course(Sabotage sabotage) {
    return switch (sabotage) {
      case NO_FENCE -> Course.NODES;
      case QUOTA_FORGOTTEN -> Course.QUOTA;
      default -> Course.PLAIN;
    };
  }

  /**
   * Where a build begins: what is rarely missed, some seeds before one that misses it. How many
   * seeds it takes from anywhere is what {@code passerelle.times} counts.
   */
  private static long first(Sabotage sabotage) {
    return switch (sabotage) {
      case NO_ECHO_LAYER -> 3_050;
      case ABSENCE_AT_ONCE -> 440;
      default -> 1;
    };
  }

  /** After how many seeds it is missed; 0 when it is not. */
  private static long caught(Sabotage sabotage, long first) {
    for (long seeds = 1; seeds <= MOST; seeds++) {
      if (!Simulation.runSabotaged(first + seeds - 1, course(sabotage), sabotage)
          .breaches()
          .isEmpty()) {
        return seeds;
      }
    }
    return 0;
  }
}
