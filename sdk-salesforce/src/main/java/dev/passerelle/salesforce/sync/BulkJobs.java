package dev.passerelle.salesforce.sync;

import dev.passerelle.salesforce.RowOutcome;
import dev.passerelle.salesforce.SalesforceBulk;
import dev.passerelle.salesforce.model.BulkJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that were made, looked at ever more seldom while they run; what became of their rows is kept
 * for as long as somebody asks, of the latest jobs only: a first load is many, and one that is
 * asked for again is fetched again. Thread-safe.
 */
final class BulkJobs {
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofMinutes(10);

  private static final int MOST = 10_000;

  private final Org org;
  private final SalesforceBulk bulk;
  private final int most;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  BulkJobs(Org org, RecordMap map) {
    this(org, map.object(), MOST);
  }

  /** Keeps the outcomes of so many rows, beside those of the job at hand. */
  BulkJobs(Org org, String object, int most) {
    this.org = org;
    this.bulk = org.client().bulk(object);
    this.most = most;
  }

  /**
   * A job as it was seen.
   *
   * @param job as it was; null when it is not there any more
   * @param outcomes of its rows by their keys, once it has ended
   * @param pause until the next look
   * @param until when it must be looked at again, or may be forgotten
   */
  private record Seen(
      @Nullable BulkJob job, Map<String, RowOutcome> outcomes, Duration pause, Instant until) {}

  /** Whether the job may still execute rows. */
  boolean runs(String id, String column) {
    BulkJob job = look(id, column).job();
    return job != null && job.state().isRunning();
  }

  /** What became of a row of a job that has ended; empty where it does not tell. */
  Optional<RowOutcome> outcome(String id, String column, String key) {
    return Optional.ofNullable(look(id, column).outcomes().get(key));
  }

  private Seen look(String id, String column) {
    Instant now = org.settings().clock().instant();
    seen.values().removeIf(each -> each.until().plus(KEPT).isBefore(now));
    Seen before = seen.get(id + column);
    boolean ended = before != null && before.job() != null && before.job().state().isFinal();
    if (before != null && (ended || now.isBefore(before.until()))) {
      return before;
    }
    Seen fresh = ask(id, column, before == null ? FIRST : longer(before.pause()), now);
    seen.put(id + column, fresh);
    forgetOldest(fresh);
    return fresh;
  }

  private void forgetOldest(Seen fresh) {
    while (rowsKept() - fresh.outcomes().size() > most) {
      seen.values().stream()
          .filter(each -> each != fresh && !each.outcomes().isEmpty())
          .min(Comparator.comparing(Seen::until))
          .ifPresent(seen.values()::remove);
    }
  }

  /** How many rows' outcomes are held. */
  int rowsKept() {
    return seen.values().stream().mapToInt(each -> each.outcomes().size()).sum();
  }

  private Seen ask(String id, String column, Duration pause, Instant now) {
    BulkJob job = bulk.find(id).orElse(null);
    Map<String, RowOutcome> outcomes =
        job != null && job.state().isFinal() ? bulk.outcomes(job, column) : Map.of();
    return new Seen(job, outcomes, pause, now.plus(pause));
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
  }

  /** Whether a job of this user's and of this object is executed now or will be. */
  boolean anyRuns() {
    String user = org.identity().user();
    List<BulkJob> running = bulk.running();
    return running.stream().anyMatch(job -> job.createdBy().equals(user));
  }
}
