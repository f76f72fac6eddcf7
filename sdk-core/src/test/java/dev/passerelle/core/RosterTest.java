package dev.passerelle.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Shares of many tenants, in virtual time: nobody waits but for turns that were due before. */
class RosterTest {
  private static final Duration SLICE = Duration.ofMinutes(1);
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private final Roster roster = new Roster(SLICE);
  private long now;

  /** A tenant whose runs take a time; one that is asked to make room ends within a second. */
  private final class Tenant implements Roster.Job {
    private final Duration work;
    private Duration left;
    private long ends;
    private long ended;
    private long longestGap;
    private int turns;

    Tenant(Duration work) {
      this.work = work;
      this.left = work;
    }

    void begin() {
      longestGap = Math.max(longestGap, now - ended);
      ends = now + left.toNanos();
    }

    @Override
    public Duration turn() {
      left = Duration.ofNanos(ends - now);
      boolean whole = left.isZero() || left.isNegative();
      left = whole ? work : left;
      ended = now;
      turns++;
      return whole ? INTERVAL : Duration.ZERO;
    }

    @Override
    public void makeRoom() {
      turning.remove(this);
      cutAt = now + Duration.ofSeconds(1).toNanos();
      cut.add(this);
    }
  }

  private final List<Tenant> cut = new ArrayList<>();
  private final PriorityQueue<Tenant> turning =
      new PriorityQueue<>((x, y) -> Long.compare(x.ends, y.ends));
  private final List<Roster.Place> places = new ArrayList<>();
  private long cutAt;

  /** Plays some workers for a time, second by second. */
  private void play(int workers, Duration time) {
    long end = now + time.toNanos();
    while (now < end) {
      Optional<Roster.Place> next = Optional.empty();
      do {
        next = places.size() < workers ? roster.next(now) : Optional.empty();
        next.ifPresent(this::begin);
      } while (next.isPresent());
      now += Duration.ofSeconds(1).toNanos();
      roster.overstaying(now).forEach(Roster.Job::makeRoom);
      for (Roster.Place place : List.copyOf(places)) {
        Tenant tenant = (Tenant) place.job();
        if (tenant.ends <= now || (cut.contains(tenant) && cutAt <= now)) {
          cut.remove(tenant);
          turning.remove(tenant);
          places.remove(place);
          roster.done(place, now, tenant.turn());
        }
      }
    }
  }

  private void begin(Roster.Place place) {
    Tenant tenant = (Tenant) place.job();
    tenant.begin();
    turning.add(tenant);
    places.add(place);
  }

  private List<Tenant> tenants(int count, Duration shortest, Duration longest) {
    Random random = new Random(7);
    List<Tenant> all = new ArrayList<>();
    long spread = longest.minus(shortest).toMillis();
    for (int i = 0; i < count; i++) {
      long more = spread == 0 ? 0 : random.nextLong(spread);
      Tenant tenant = new Tenant(shortest.plusMillis(more));
      roster.add(tenant, now);
      all.add(tenant);
    }
    return all;
  }

  @Test
  void fiveHundredTenantsAllGetTheirTurns() {
    List<Tenant> all = tenants(500, Duration.ofSeconds(1), Duration.ofSeconds(3));
    play(8, Duration.ofHours(2));
    int least = all.stream().mapToInt(t -> t.turns).min().orElse(0);
    int most = all.stream().mapToInt(t -> t.turns).max().orElse(0);
    assertThat(least).isGreaterThan(20);
    assertThat(most - least).isLessThanOrEqualTo(2);
  }

  @Test
  void tenantsWithWorkForHoursDoNotKeepTheOthersWaiting() {
    List<Tenant> greedy = tenants(20, Duration.ofHours(9), Duration.ofHours(9));
    List<Tenant> modest = tenants(480, Duration.ofSeconds(1), Duration.ofSeconds(1));
    play(8, Duration.ofHours(6));
    // One round: 480 turns of a second and 20 slices of a minute on 8 threads, and the interval.
    Duration round = Duration.ofSeconds((480 + 20 * 62) / 8).plus(INTERVAL).plus(SLICE);
    assertThat(modest)
        .allSatisfy(t -> assertThat(t.longestGap).isLessThanOrEqualTo(round.toNanos()));
    int least = greedy.stream().mapToInt(t -> t.turns).min().orElse(0);
    int most = greedy.stream().mapToInt(t -> t.turns).max().orElse(0);
    assertThat(least).isGreaterThan(10);
    assertThat(most - least).isLessThanOrEqualTo(2);
  }

  @Test
  void whoWorksForLongIsLeftAloneWhileNobodyElseIsDue() {
    Tenant alone = tenants(1, Duration.ofHours(1), Duration.ofHours(1)).get(0);
    play(1, Duration.ofHours(1));
    assertThat(alone.turns).isEqualTo(1);
  }

  @Test
  void whoIsRemovedGetsNoFurtherTurn() {
    Tenant tenant = new Tenant(Duration.ofSeconds(1));
    Roster.Place place = roster.add(tenant, now);
    assertThat(roster.next(now)).contains(place);
    roster.remove(place);
    roster.done(place, now, Duration.ZERO);
    assertThat(roster.next(now)).isEmpty();
    assertThat(roster.nextDue()).isEmpty();
  }
}
