package dev.passerelle.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuotaWindowTest {
  private static final Instant NOW = Time.START;
  private final QuotaWindow window =
      new QuotaWindow("w", 100, 20, at -> at.plus(Duration.ofSeconds(10)));

  @Test
  void theRemoteIsBelievedWhereItHasLess() {
    window.correct(new QuotaHeaders.Reading("w", null, 40, NOW.plusSeconds(3)), NOW);
    assertThat(window.free(NOW, Lane.INTERACTIVE)).isEqualTo(40);
    assertThat(window.free(NOW, Lane.LISTS)).isEqualTo(20);

    window.correct(new QuotaHeaders.Reading("w", null, 90, null), NOW);
    assertThat(window.free(NOW, Lane.INTERACTIVE)).isEqualTo(40);
    assertThat(window.free(NOW.plusSeconds(3), Lane.INTERACTIVE)).isEqualTo(100);
  }

  @Test
  void aLimitThatTheRemoteNamesReplacesOurs() {
    window.correct(new QuotaHeaders.Reading("w", 250, null, null), NOW);
    assertThat(window.free(NOW, Lane.INTERACTIVE)).isEqualTo(250);
    window.correct(new QuotaHeaders.Reading("w", 0, null, null), NOW);
    assertThat(window.free(NOW, Lane.INTERACTIVE)).isEqualTo(250);
  }

  @Test
  void aBlockedWindowLetsNothingThrough() {
    window.block(NOW.plusSeconds(7));
    assertThat(window.free(NOW, Lane.INTERACTIVE)).isZero();
    assertThat(window.nextRelease(NOW)).isEqualTo(NOW.plusSeconds(7));
    assertThat(window.free(NOW.plusSeconds(7), Lane.INTERACTIVE)).isEqualTo(100);
  }

  @Test
  void theNextReleaseIsTheOldestAnswersExpiry() {
    window.sent();
    window.settle(true, NOW);
    window.sent();
    window.settle(true, NOW.plusSeconds(2));
    assertThat(window.nextRelease(NOW.plusSeconds(3))).isEqualTo(NOW.plusSeconds(10));
  }
}
