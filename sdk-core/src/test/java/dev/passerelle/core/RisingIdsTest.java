package dev.passerelle.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ids of links, runs and writes: each one is new, and above those before it. */
class RisingIdsTest {
  private static final Instant NOON = Instant.parse("2026-03-16T12:00:00Z");

  /** A clock that shows whatever it is set to. */
  private static final class Hand extends Clock {
    private volatile Instant now = NOON;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final Hand clock = new Hand();
  private final RisingIds ids = new RisingIds(clock);

  private List<String> take(int many) {
    return Stream.generate(ids).limit(many).toList();
  }

  @Test
  void riseAsTextsAlsoWhenTheClockStandsOrGoesBack() {
    List<String> given = new ArrayList<>(take(10_000));
    clock.now = NOON.minusSeconds(3600);
    given.addAll(take(100));
    clock.now = NOON.plusSeconds(60);
    given.addAll(take(100));
    assertThat(given).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void areUuidsThatTellTheTime() {
    UUID id = UUID.fromString(ids.get());
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
  }

  @Test
  void differBetweenNodesAtTheSameInstant() {
    Set<String> both = new HashSet<>(take(1_000));
    both.addAll(Stream.generate(new RisingIds(clock)).limit(1_000).toList());
    assertThat(both).hasSize(2_000);
  }

  @Test
  void differBetweenThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<List<String>> work = () -> take(2_000);
      Set<String> given = new HashSet<>();
      for (Future<List<String>> each : threads.invokeAll(List.of(work, work, work, work))) {
        assertThat(each.get()).isSorted();
        given.addAll(each.get());
      }
      assertThat(given).hasSize(8_000);
    } finally {
      threads.shutdownNow();
    }
  }
}
