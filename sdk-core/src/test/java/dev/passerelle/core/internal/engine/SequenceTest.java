package dev.passerelle.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Observation;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.RecordId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SequenceTest {
  private static final Instant NOW = Instant.parse("2026-03-16T12:00:00Z");
  private final Sequence one = new Sequence(Clock.fixed(NOW, ZoneOffset.UTC));
  private final Sequence other =
      new Sequence(Clock.fixed(NOW.minus(Duration.ofHours(1)), ZoneOffset.UTC));

  private static Observation observed(long seq) {
    return new Observation(
        new Feed("erp", Customer.TYPE),
        RecordId.of("1"),
        Observation.State.PENDING,
        seq,
        NOW,
        Observation.Origin.HINT,
        false,
        false,
        null,
        Map.of());
  }

  @Test
  void numbersRiseInOneInstant() {
    long first = one.next();
    assertThat(one.next()).isGreaterThan(first);
    long block = one.next(10);
    assertThat(block).isGreaterThan(first + 1);
    assertThat(one.next()).isGreaterThanOrEqualTo(block + 10);
  }

  @Test
  void whatReplacesAnObservationOfAnotherProcessIsNewer() {
    long theirs = one.next();
    assertThat(other.next()).isLessThan(theirs);
    assertThat(other.after(observed(theirs))).isGreaterThan(theirs);
    assertThat(new Sequence(Clock.fixed(NOW, ZoneOffset.UTC)).after(observed(theirs)))
        .isGreaterThan(theirs);
  }

  @Test
  void numbersFollowTheClockAndStayAboveWhatWasGiven() {
    assertThat(one.next()).isEqualTo(Sequence.at(NOW));
    one.above(Sequence.at(NOW.plusSeconds(1)));
    assertThat(one.next(3)).isGreaterThan(Sequence.at(NOW.plusSeconds(1)));
    one.above(5);
    assertThat(one.next()).isGreaterThan(Sequence.at(NOW.plusSeconds(1)));
  }
}
