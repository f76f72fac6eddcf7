package dev.passerelle.core.http;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.Throttled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What may be asked of a remote within its quotas (L30): one object per quota scope of the remote,
 * shared by everything in this process that draws on it. Processes draw on a quota one after
 * another, as the tenant's lease goes round; see {@link #usedElsewhere}.
 *
 * <p>Never lets more requests than allowed fall into any window, however it is placed. Waiting
 * requests are served by lane and age: one of a later lane waits at most 2 s (documents), 10 s
 * (changes) or 30 s (lists) longer than one that came at the same time. {@link Lane#LISTS} leaves a
 * reserve to the others. Thread-safe.
 *
 * <pre>{@code
 * Budget budget = Budget.of(clock, pause)
 *     .window("TEN_SECONDLY_ROLLING", 190, Duration.ofSeconds(10))
 *     .daily("DAILY", 625_000, ZoneId.of("America/Guadeloupe"))
 *     .build();
 * }</pre>
 */
public final class Budget {
  // A class, not a record: two waiters of one lane and instant are still two.
  private static final class Waiter {
    private final Lane lane;
    private final Instant due;

    Waiter(Lane lane, Instant due) {
      this.lane = lane;
      this.due = due;
    }
  }

  /** A request that may be sent, and later what became of it. */
  final class Permit {
    private final Duration waited;

    private Permit(Duration waited) {
      this.waited = waited;
    }

    Duration waited() {
      return waited;
    }

    /** The remote may have counted the request, or surely has not seen it. */
    void settle(boolean counted) {
      locked(
          () -> {
            Instant now = clock.instant();
            windows.forEach(window -> window.settle(counted, now));
            return true;
          });
    }
  }

  private final Clock clock;
  private final Pause pause;
  private final Duration maxWait;
  private final QuotaHeaders headers;
  private final List<QuotaWindow> windows;
  private final List<Waiter> waiters = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();

  private Budget(Builder builder) {
    clock = builder.clock;
    pause = builder.pause;
    maxWait = builder.maxWait;
    headers = builder.headers;
    windows = builder.windows.stream().map(window -> window.apply(builder.reservePercent)).toList();
  }

  /** Starts a budget; the pause must go by the clock. */
  public static Builder of(Clock clock, Pause pause) {
    return new Builder(clock, pause);
  }

  /** Requests that may be sent at once in the given lane; 0 or more. */
  public int available(Lane lane) {
    return locked(() -> Math.max(0, free(lane, clock.instant())));
  }

  /**
   * Waits until a request may be sent.
   *
   * @throws Throttled where that would take longer than the longest wait
   */
  Permit acquire(String system, Lane lane) throws InterruptedException {
    Instant since = clock.instant();
    Waiter me = new Waiter(lane, since.plus(lane.patience()));
    locked(() -> waiters.add(me));
    try {
      while (!locked(() -> take(me))) {
        Instant next = locked(() -> nextRelease(lane));
        if (next.isAfter(since.plus(maxWait))) {
          throw exhausted(system, lane, next);
        }
        pause.await(atLeastAMillisecond(Duration.between(clock.instant(), next)));
      }
      return new Permit(Duration.between(since, clock.instant()));
    } finally {
      locked(() -> waiters.remove(me));
    }
  }

  /** Learns from an answer's headers. */
  void correct(RemoteAnswer answer) {
    List<QuotaHeaders.Reading> readings = headers.read(answer);
    if (readings.isEmpty()) {
      return;
    }
    locked(
        () -> {
          Instant now = clock.instant();
          readings.forEach(
              reading -> named(reading.window()).forEach(window -> window.correct(reading, now)));
          return true;
        });
  }

  /**
   * Another process drew on the same quotas until so long ago, nobody knows how much: a short
   * window counts as full until its last request no longer counts. Windows of more than a minute
   * are left to the remote's headers.
   */
  public void usedElsewhere(Duration ago) {
    locked(
        () -> {
          Instant now = clock.instant();
          windows.forEach(window -> window.usedElsewhere(now.minus(ago), now));
          return true;
        });
  }

  /**
   * Stops everybody until the remote is ready again, and says when that is: the given time, else
   * when the window that the remote named is full again.
   */
  Optional<Instant> throttled(String scope, Optional<Instant> retryAt) {
    return locked(
        () -> {
          List<QuotaWindow> named = named(scope);
          Instant now = clock.instant();
          Optional<Instant> until =
              retryAt.or(() -> named.stream().map(window -> window.refill(now)).findFirst());
          List<QuotaWindow> stopped = named.isEmpty() ? windows : named;
          until.ifPresent(at -> stopped.forEach(window -> window.block(at)));
          return until;
        });
  }

  // Serves the waiters in their order in thought, so that nobody takes what an earlier one can use.
  private boolean take(Waiter me) {
    Instant now = clock.instant();
    waiters.sort(Comparator.comparing(waiter -> waiter.due));
    int promised = 0;
    for (Waiter waiter : waiters) {
      boolean served = free(waiter.lane, now) > promised;
      if (waiter == me) {
        if (served) {
          windows.forEach(QuotaWindow::sent);
        }
        return served;
      }
      promised += served ? 1 : 0;
    }
    throw new IllegalStateException("not waiting");
  }

  private int free(Lane lane, Instant now) {
    return windows.stream()
        .mapToInt(window -> window.free(now, lane))
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  private Instant nextRelease(Lane lane) {
    Instant now = clock.instant();
    return windows.stream()
        .filter(window -> window.free(now, lane) <= 0)
        .map(window -> window.nextRelease(now))
        .max(Comparator.naturalOrder())
        // There is room, but for those before us: their turn is a matter of moments.
        .orElse(now);
  }

  private List<QuotaWindow> named(String name) {
    return windows.stream().filter(window -> window.name().equalsIgnoreCase(name)).toList();
  }

  private Throttled exhausted(String system, Lane lane, Instant until) {
    Instant now = clock.instant();
    String scope =
        windows.stream()
            .filter(window -> window.free(now, lane) <= 0)
            .map(QuotaWindow::name)
            .findFirst()
            .orElse("");
    ErrorDetail detail =
        ErrorDetail.of(ErrorCode.BUDGET_EXHAUSTED)
            .system(system)
            .figure("scope", scope)
            .figure("until", until)
            .build();
    return new Throttled(detail, scope, until);
  }

  private static Duration atLeastAMillisecond(Duration duration) {
    Duration shortest = Duration.ofMillis(1);
    return duration.compareTo(shortest) < 0 ? shortest : duration;
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Collects windows. Not thread-safe. */
  public static final class Builder {
    private final Clock clock;
    private final Pause pause;
    private final List<java.util.function.IntFunction<QuotaWindow>> windows = new ArrayList<>();
    private Duration maxWait = Duration.ofSeconds(60);
    private int reservePercent = 20;
    private QuotaHeaders headers = answer -> List.of();

    private Builder(Clock clock, Pause pause) {
      this.clock = clock;
      this.pause = pause;
    }

    /**
     * At most {@code limit} requests in any span of the given length.
     *
     * @param name the remote's name for it, as {@link Throttled#scope()} and headers give it
     * @param limit 1 or more
     * @param length positive
     */
    public Builder window(String name, int limit, Duration length) {
      require(limit >= 1, "limit of " + name + " must be 1 or more");
      require(!length.isNegative() && !length.isZero(), "length of " + name + " must be positive");
      windows.add(reserve -> new QuotaWindow(name, limit, reserve, at -> at.plus(length)));
      return this;
    }

    /** At most {@code limit} requests between two midnights of the given zone. */
    public Builder daily(String name, int limit, ZoneId zone) {
      require(limit >= 1, "limit of " + name + " must be 1 or more");
      windows.add(
          reserve ->
              new QuotaWindow(
                  name,
                  limit,
                  reserve,
                  at -> at.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant()));
      return this;
    }

    /** Share of every window that lists cannot touch, 0 to 90 percent; default 20. */
    public Builder reserve(int percent) {
      require(percent >= 0 && percent <= 90, "reserve must be 0 to 90 percent");
      reservePercent = percent;
      return this;
    }

    /** How long a request waits at most before it is {@link Throttled}; default 60 s. */
    public Builder maxWait(Duration longest) {
      require(!longest.isNegative(), "maxWait must not be negative");
      maxWait = longest;
      return this;
    }

    /** Reads the vendor's rate-limit headers; default: none. */
    public Builder headers(QuotaHeaders reader) {
      headers = reader;
      return this;
    }

    /** The budget; a budget without windows never waits. */
    public Budget build() {
      return new Budget(this);
    }

    private static void require(boolean condition, String message) {
      if (!condition) {
        throw new IllegalArgumentException(message);
      }
    }
  }
}
