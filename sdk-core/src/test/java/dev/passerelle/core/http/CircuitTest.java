package dev.passerelle.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.SystemUnavailable;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitTest {
  private final Time time = new Time();
  private final Circuit circuit = Circuit.of(time, 3, Duration.ofSeconds(30));

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      circuit.enter("erp", CallKind.READ);
      circuit.failed(ErrorCode.SYSTEM_ERROR);
    }
  }

  private void assertRefused(CallKind kind) {
    assertThatThrownBy(() -> circuit.enter("erp", kind))
        .isInstanceOfSatisfying(
            SystemUnavailable.class,
            e -> assertThat(e.detail().cause()).as("what led to it").isEqualTo("SYSTEM_ERROR"));
  }

  @Test
  void aSuccessBetweenFailuresKeepsItClosed() {
    fail(2);
    circuit.enter("erp", CallKind.READ);
    circuit.succeeded();
    fail(2);

    assertThat(circuit.state()).isEqualTo(Circuit.State.CLOSED);
  }

  @Test
  void anOpenCircuitSaysUntilWhen() {
    fail(3);

    assertThat(circuit.state()).isEqualTo(Circuit.State.OPEN);
    assertThatThrownBy(() -> circuit.enter("erp", CallKind.READ))
        .hasMessageContaining("erp failed 3 times in a row")
        .hasMessageContaining("2026-03-16T12:00:30Z");
  }

  @Test
  void halfOpenLetsOneReadThrough() {
    fail(3);
    time.pass(Duration.ofSeconds(30));

    assertThat(circuit.state()).isEqualTo(Circuit.State.HALF_OPEN);
    assertRefused(CallKind.WRITE);
    circuit.enter("erp", CallKind.READ);
    assertRefused(CallKind.READ);
    circuit.succeeded();
    assertThat(circuit.state()).isEqualTo(Circuit.State.CLOSED);
  }

  @Test
  void aFailedProbeOpensItForTwiceAsLong() {
    fail(3);
    time.pass(Duration.ofSeconds(30));
    fail(1);

    time.pass(Duration.ofSeconds(59));
    assertThat(circuit.state()).isEqualTo(Circuit.State.OPEN);
    time.pass(Duration.ofSeconds(1));
    assertThat(circuit.state()).isEqualTo(Circuit.State.HALF_OPEN);
  }

  @Test
  void theSpanStopsGrowingAtSixteenTimes() {
    fail(3);
    for (int i = 0; i < 10; i++) {
      time.pass(Duration.ofHours(1));
      fail(1);
    }

    time.pass(Duration.ofSeconds(30 * 16));
    assertThat(circuit.state()).isEqualTo(Circuit.State.HALF_OPEN);
  }

  @Test
  void aWriteProbesWhereNoReadEverComes() {
    fail(3);
    time.pass(Duration.ofSeconds(60));

    assertThatCode(() -> circuit.enter("erp", CallKind.WRITE)).doesNotThrowAnyException();
  }

  @Test
  void failuresOfCallsThatWereUnderWayDoNotProlongIt() {
    fail(3);
    circuit.failed(ErrorCode.SYSTEM_ERROR);
    circuit.failed(ErrorCode.SYSTEM_ERROR);

    time.pass(Duration.ofSeconds(30));
    assertThat(circuit.state()).isEqualTo(Circuit.State.HALF_OPEN);
  }

  @Test
  void aProbeThatSaysNothingMakesRoomForAnother() {
    fail(3);
    time.pass(Duration.ofSeconds(30));
    circuit.enter("erp", CallKind.READ);
    circuit.leave();

    assertThatCode(() -> circuit.enter("erp", CallKind.READ)).doesNotThrowAnyException();
  }
}
