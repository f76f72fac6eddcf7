package dev.passerelle.core.internal.engine;

import dev.passerelle.core.AlertRules;
import dev.passerelle.core.internal.ledger.Meters.Meter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is usual, from the days known, and what is not (L35). Pure. A day is a day of UTC; of a
 * feed's day, {@code count} is the number of changes and {@code total} the longest silence in
 * seconds that ended on it; of a system's day, the number of calls and their milliseconds.
 */
final class Norms {
  /** Days kept. */
  static final int DAYS = 28;

  private static final int KNOWN_DAYS = 5;
  private final AlertRules rules;

  Norms(AlertRules rules) {
    this.rules = rules;
  }

  /** Why today's changes are too many. */
  Optional<String> flood(List<Meter> days, long today) {
    List<Meter> before = before(days, today);
    long now = days.stream().filter(day -> day.bucket() == today).mapToLong(Meter::count).sum();
    long most = before.stream().mapToLong(Meter::count).max().orElse(0);
    if (before.size() < KNOWN_DAYS
        || now <= rules.volumeFloor()
        || now <= most * rules.volumeFactor()) {
      return Optional.empty();
    }
    return Optional.of(
        now + " changes today, at most " + most + " on each of " + before.size() + " days before");
  }

  /** Why it has been quiet for too long. */
  Optional<String> silence(List<Meter> days, Instant now) {
    Optional<Instant> last = days.stream().map(Meter::last).max(Instant::compareTo);
    long longest = days.stream().mapToLong(Meter::total).max().orElse(0);
    if (days.size() < KNOWN_DAYS || last.isEmpty()) {
      return Optional.empty();
    }
    Duration quiet = Duration.between(last.get(), now);
    if (quiet.compareTo(rules.silenceFloor()) <= 0
        || quiet.toSeconds() <= longest * rules.silenceFactor()) {
      return Optional.empty();
    }
    return Optional.of(
        "no change for "
            + quiet.toHours()
            + " h, the longest silence was "
            + longest / 3600
            + " h");
  }

  /** Why answers are slow. */
  Optional<String> slowness(List<Meter> days, long today, Duration recent) {
    List<Long> means =
        before(days, today).stream()
            .filter(day -> day.count() >= Pace.ENOUGH)
            .map(day -> day.total() / day.count())
            .sorted()
            .toList();
    if (means.size() < KNOWN_DAYS || recent.compareTo(rules.slowFloor()) <= 0) {
      return Optional.empty();
    }
    long usual = means.get(means.size() / 2);
    if (recent.toMillis() <= usual * rules.slowFactor()) {
      return Optional.empty();
    }
    return Optional.of(
        recent.toMillis()
            + " ms for an answer, the mean of the last "
            + Pace.ENOUGH
            + " calls; "
            + usual
            + " ms are usual");
  }

  private static List<Meter> before(List<Meter> days, long today) {
    return days.stream().filter(day -> day.bucket() < today).toList();
  }
}
