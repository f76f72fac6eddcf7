package dev.passerelle.core.http;

import dev.failsafe.Execution;
import dev.failsafe.RetryPolicy;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.error.TransientFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import okhttp3.Response;

/** What is sent again, and when (L25). */
final class RetryRules {
  private static final Duration FIRST_DELAY = Duration.ofMillis(500);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
  private static final Duration SPREAD_AFTER_WAIT = Duration.ofMillis(250);

  private final int attempts;
  private final Duration longestPause;
  private final Clock clock;
  private final RandomGenerator random;

  RetryRules(int attempts, Duration longestPause, Clock clock, RandomGenerator random) {
    this.attempts = attempts;
    this.longestPause = longestPause;
    this.clock = clock;
    this.random = random;
  }

  /** What one call has gone through. Of one thread. */
  final class Course {
    private final CallKind kind;
    private final boolean repeatable;
    private final Execution<Response> execution;
    private Optional<Instant> welcomeAt = Optional.empty();
    private boolean maybeWritten;
    private int number = 1;

    private Course(CallKind kind, boolean repeatable) {
      this.kind = kind;
      this.repeatable = repeatable;
      this.execution =
          Execution.of(
              RetryPolicy.<Response>builder()
                  .withMaxAttempts(attempts)
                  .handleIf(this::isWorthRepeating)
                  .withDelayFn(context -> delay(context.getAttemptCount()))
                  .build());
    }

    int number() {
      return number;
    }

    boolean repeatable() {
      return repeatable;
    }

    /** The remote said when it wants to be asked again. */
    void welcomeAt(Optional<Instant> instant) {
      welcomeAt = instant;
    }

    /** How long to wait before the next attempt; empty where there is to be none. */
    Optional<Duration> afterFailure(PasserelleException failure) {
      maybeWritten |= failure instanceof OutcomeUnknown;
      execution.recordException(failure);
      number++;
      return execution.isComplete() ? Optional.empty() : Optional.of(execution.getDelay());
    }

    /**
     * The last failure, unless an earlier attempt may have had its effect (L20): then even a
     * refusal proves nothing, it may be a refusal of what we wrote ourselves.
     */
    PasserelleException verdict(PasserelleException last) {
      return maybeWritten && !(last instanceof OutcomeUnknown) ? Failures.unknown(last) : last;
    }

    private boolean isWorthRepeating(Throwable failure) {
      return repeatable
          && kind != CallKind.WRITE
          && mayPass(failure)
          && welcomeAt
              .map(at -> Duration.between(clock.instant(), at).compareTo(longestPause) <= 0)
              .orElse(true);
    }

    private boolean mayPass(Throwable failure) {
      return failure instanceof TransientFailure
          || failure instanceof Throttled
          || failure instanceof OutcomeUnknown
          || (failure instanceof SystemUnavailable down && down.httpStatus().orElse(0) >= 500);
    }

    private Duration delay(int attempt) {
      Duration told =
          welcomeAt
              .map(at -> Duration.between(clock.instant(), at).plus(part(SPREAD_AFTER_WAIT)))
              .orElse(Duration.ZERO);
      Duration own = FIRST_DELAY.multipliedBy(1L << Math.min(attempt - 1, 10));
      own = own.compareTo(LONGEST_DELAY) < 0 ? own : LONGEST_DELAY;
      Duration jittered = own.dividedBy(2).plus(part(own.dividedBy(2)));
      return told.compareTo(jittered) > 0 ? told : jittered;
    }

    private Duration part(Duration whole) {
      return Duration.ofNanos((long) (whole.toNanos() * random.nextDouble()));
    }
  }

  Course begin(CallKind kind, boolean repeatable) {
    return new Course(kind, repeatable);
  }
}
