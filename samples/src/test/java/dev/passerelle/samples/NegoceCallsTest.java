package dev.passerelle.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The case fails for a system that is called too often. */
final class NegoceCallsTest {

  @Test
  void aTenthAboveTheFloorIsAllowedForEverySystem() {
    assertThat(
            NegoceCalls.tooMany(
                Map.of("crm", new NegoceCalls.Count(22, 20), "erp", new NegoceCalls.Count(40, 37))))
        .isEmpty();
  }

  @Test
  void oneCallMoreIsTooManyWhicheverTheSystemAlsoWhereTheRatioRoundsToTheLimit() {
    assertThat(
            NegoceCalls.tooMany(
                Map.of(
                    "crm",
                    new NegoceCalls.Count(23, 20),
                    "erp",
                    new NegoceCalls.Count(1101, 1000))))
        .containsExactlyInAnyOrder(
            "calls of crm: 23, more than 1.1 times 20",
            "calls of erp: 1101, more than 1.1 times 1000");
  }
}
