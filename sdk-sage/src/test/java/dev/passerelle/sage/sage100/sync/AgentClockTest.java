package dev.passerelle.sage.sage100.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.simulators.sage100.Variant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The distance to the agent's clock is not a thing that is measured once and for ever. */
class AgentClockTest {

  /** Our clock, which somebody sets right, or wrong. */
  private static final class Ours extends Clock {
    private final Clock right;
    private Duration off = Duration.ZERO;

    Ours(Clock right) {
      this.right = right;
    }

    @Override
    public ZoneId getZone() {
      return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.offset(right.withZone(zone), off);
    }

    @Override
    public Instant instant() {
      return right.instant().plus(off);
    }
  }

  @Test
  void aClockThatIsSetRightLosesNoWrite() {
    written(Duration.ofHours(1), Duration.ZERO);
  }

  @Test
  void aClockThatIsSetWrongLosesNoWriteEither() {
    written(Duration.ZERO, Duration.ofHours(-1));
    written(Duration.ZERO, Duration.ofHours(1));
  }

  private static void written(Duration before, Duration after) {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT).at("2026-03-16T09:36:00")) {
      Ours ours = new Ours(negoce.clock);
      ours.off = before;
      try (Connector connector = negoce.connect(s -> s.agent(negoce.agent()).clock(ours))) {
        EntityAdapter orders =
            connector.adapter(SalesOrder.TYPE, Selection.of(Orders.FIELDS)).orElseThrow();
        assertWritten(orders, Orders.q1001());
        ours.off = after;
        assertWritten(orders, Orders.q1007());
      }
    }
  }

  @Test
  void theClockOfTheAgentThatIsSetLosesAWriteForAMomentOnly() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT).at("2026-03-16T09:36:00")) {
      Instant start = negoce.clock.instant();
      // Stands still, while the agent's clock goes on: to us the agent's was set.
      try (Connector connector =
          negoce.connect(
              s -> s.agent(negoce.agent()).clock(Clock.fixed(start, Negoce.GUADELOUPE)))) {
        EntityAdapter orders =
            connector.adapter(SalesOrder.TYPE, Selection.of(Orders.FIELDS)).orElseThrow();
        assertWritten(orders, Orders.q1001());
        negoce.clock.advance(Duration.ofHours(1));
        assertThat(orders.write(List.of(Orders.q1007())).get(0))
            .as("expired: surely not begun")
            .isInstanceOf(WriteResult.Failed.class);
        assertWritten(orders, Orders.q1007());
      }
    }
  }

  private static void assertWritten(EntityAdapter orders, Write write) {
    assertThat(orders.write(List.of(write)).get(0)).isInstanceOf(WriteResult.Written.class);
  }
}
