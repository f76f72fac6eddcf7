package dev.passerelle.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private final Time time = new Time();

  private Budget.Permit take(Budget budget, Lane lane) throws InterruptedException {
    return budget.acquire("crm", lane);
  }

  /**
   * The remote counts a request at some moment between permit and answer: whatever that moment, no
   * span of the window's length may hold more than the limit.
   */
  @Property(tries = 300)
  void noSlidingWindowEverExceedsTheQuota(
      @ForAll @IntRange(min = 1, max = 12) int limit,
      @ForAll @IntRange(min = 1, max = 20) int seconds,
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed)
      throws InterruptedException {
    Random random = new Random(seed);
    Time clock = new Time();
    Duration length = Duration.ofSeconds(seconds);
    Budget budget =
        Budget.of(clock, clock).window("w", limit, length).maxWait(Duration.ofDays(1)).build();
    List<Instant> counted = new ArrayList<>();

    for (int i = 0; i < limit * 5; i++) {
      clock.pass(Duration.ofMillis(random.nextInt(10) < 7 ? 0 : random.nextInt(4_000)));
      Budget.Permit permit = take(budget, Lane.values()[random.nextInt(4)]);
      Duration before = Duration.ofMillis(random.nextInt(700));
      clock.pass(before);
      boolean sent = random.nextInt(10) > 0;
      if (sent) {
        counted.add(clock.instant());
      }
      clock.pass(Duration.ofMillis(random.nextInt(700)));
      permit.settle(sent);
    }

    assertWithin(counted, limit, length);
  }

  /** Two processes, one after the other: each knows only when the other one ended. */
  @Property(tries = 100)
  void noSlidingWindowIsExceededByProcessesThatFollowEachOther(
      @ForAll @IntRange(min = 1, max = 12) int limit,
      @ForAll @IntRange(min = 1, max = 20) int seconds,
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed)
      throws InterruptedException {
    Random random = new Random(seed);
    Time clock = new Time();
    Duration length = Duration.ofSeconds(seconds);
    Budget.Builder settings =
        Budget.of(clock, clock).window("w", limit, length).maxWait(Duration.ofDays(1));
    List<Budget> budgets = List.of(settings.build(), settings.build());
    List<Instant> counted = new ArrayList<>();

    for (int turn = 0; turn < 12; turn++) {
      Budget budget = budgets.get(turn % 2);
      Duration gap = Duration.ofMillis(random.nextInt(2) * random.nextInt(25_000));
      clock.pass(gap);
      budget.usedElsewhere(gap);
      for (int i = random.nextInt(limit * 2); i >= 0; i--) {
        Budget.Permit permit = take(budget, Lane.CHANGES);
        counted.add(clock.instant());
        clock.pass(Duration.ofMillis(random.nextInt(700)));
        permit.settle(true);
      }
    }

    assertWithin(counted, limit, length);
  }

  @Test
  void whatAnotherProcessUsedOfADayIsLeftToTheHeaders() {
    Budget budget = Budget.of(time, time).daily("d", 100, ZoneId.of("America/Guadeloupe")).build();
    budget.usedElsewhere(Duration.ZERO);
    assertThat(budget.available(Lane.INTERACTIVE)).isEqualTo(100);
  }

  @Property(tries = 40)
  void noSlidingWindowIsExceededByManyThreads(
      @ForAll @IntRange(min = 2, max = 10) int limit, @ForAll long seed) throws Exception {
    Time clock = new Time();
    Duration length = Duration.ofSeconds(5);
    Budget budget =
        Budget.of(clock, clock)
            .window("w", limit, length)
            .window("second", Math.max(1, limit / 2), Duration.ofSeconds(1))
            .maxWait(Duration.ofDays(1))
            .build();
    List<Instant> counted = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch done = new CountDownLatch(4);
    for (int t = 0; t < 4; t++) {
      Random random = new Random(seed + t);
      Lane lane = Lane.values()[t];
      new Thread(
              () -> {
                try {
                  for (int i = 0; i < 10; i++) {
                    Budget.Permit permit = take(budget, lane);
                    counted.add(clock.instant());
                    clock.pass(Duration.ofMillis(random.nextInt(300)));
                    permit.settle(true);
                  }
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                } finally {
                  done.countDown();
                }
              })
          .start();
    }

    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(counted).hasSize(40);
    List<Instant> sorted = counted.stream().sorted().toList();
    assertWithin(sorted, limit, length);
    assertWithin(sorted, Math.max(1, limit / 2), Duration.ofSeconds(1));
  }

  private static void assertWithin(List<Instant> counted, int limit, Duration length) {
    for (int i = 0; i + limit < counted.size(); i++) {
      assertThat(Duration.between(counted.get(i), counted.get(i + limit)))
          .as("request %d and the one %d later", i, limit)
          .isGreaterThanOrEqualTo(length);
    }
  }

  @Test
  void theQuotaIsUsedToTheFull() throws InterruptedException {
    Budget budget = Budget.of(time, time).window("w", 190, Duration.ofSeconds(10)).build();

    for (int i = 0; i < 190 * 3; i++) {
      take(budget, Lane.DOCUMENTS).settle(true);
    }

    assertThat(time.passed()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void listsLeaveTheReserveToTheOthers() throws InterruptedException {
    Budget budget =
        Budget.of(time, time)
            .window("w", 10, Duration.ofSeconds(10))
            .reserve(30)
            .maxWait(Duration.ZERO)
            .build();
    for (int i = 0; i < 7; i++) {
      take(budget, Lane.LISTS).settle(true);
    }

    assertThat(budget.available(Lane.LISTS)).isZero();
    assertThatThrownBy(() -> take(budget, Lane.LISTS)).isInstanceOf(Throttled.class);
    for (Lane lane : List.of(Lane.INTERACTIVE, Lane.DOCUMENTS, Lane.CHANGES)) {
      take(budget, lane).settle(true);
    }
    assertThatThrownBy(() -> take(budget, Lane.INTERACTIVE)).isInstanceOf(Throttled.class);
  }

  @Test
  void aBudgetOfOneStillLetsListsThrough() throws InterruptedException {
    Budget budget = Budget.of(time, time).window("w", 1, Duration.ofSeconds(1)).build();

    take(budget, Lane.LISTS).settle(true);
    take(budget, Lane.LISTS).settle(true);

    assertThat(time.passed()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void waitingTooLongIsThrottledAndSaysUntilWhen() throws InterruptedException {
    Budget budget =
        Budget.of(time, time).daily("DAILY", 1, ZoneId.of("America/Guadeloupe")).build();
    take(budget, Lane.DOCUMENTS).settle(true);

    // Noon UTC is 08:00 there; midnight there is 04:00 UTC.
    Instant midnight = Instant.parse("2026-03-17T04:00:00Z");
    assertThatThrownBy(() -> take(budget, Lane.DOCUMENTS))
        .isInstanceOfSatisfying(
            Throttled.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BUDGET_EXHAUSTED);
              assertThat(e.scope()).isEqualTo("DAILY");
              assertThat(e.retryAt()).contains(midnight);
            });

    time.pass(Duration.between(time.instant(), midnight));
    take(budget, Lane.DOCUMENTS).settle(true);
  }

  @Test
  void whatWasNotSentIsNotCharged() throws InterruptedException {
    Budget budget = Budget.of(time, time).window("w", 1, Duration.ofSeconds(10)).build();

    take(budget, Lane.DOCUMENTS).settle(false);

    assertThat(budget.available(Lane.DOCUMENTS)).isEqualTo(1);
  }

  @Test
  void aRequestInFlightOccupiesItsPlaceHoweverLongItTakes() throws InterruptedException {
    Budget budget =
        Budget.of(time, time).window("w", 1, Duration.ofSeconds(1)).maxWait(Duration.ZERO).build();
    Budget.Permit slow = take(budget, Lane.DOCUMENTS);

    time.pass(Duration.ofMinutes(5));
    assertThat(budget.available(Lane.DOCUMENTS)).isZero();
    slow.settle(true);
    assertThat(budget.available(Lane.DOCUMENTS)).isZero();
    time.pass(Duration.ofSeconds(1));
    assertThat(budget.available(Lane.DOCUMENTS)).isEqualTo(1);
  }

  @Test
  void anInterruptedWaitLeavesTheQueue() throws InterruptedException {
    Budget budget = Budget.of(time, time).window("w", 1, Duration.ofSeconds(1)).build();
    take(budget, Lane.DOCUMENTS).settle(true);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> take(budget, Lane.INTERACTIVE))
        .isInstanceOf(InterruptedException.class);

    take(budget, Lane.LISTS).settle(true);
    assertThat(time.passed()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void impossibleSettingsAreRefused() {
    Budget.Builder builder = Budget.of(time, time);
    assertThatThrownBy(() -> builder.window("w", 0, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("limit of w");
    assertThatThrownBy(() -> builder.window("w", 1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.reserve(91)).isInstanceOf(IllegalArgumentException.class);
  }
}
