package dev.passerelle.salesforce.sync;

import dev.passerelle.core.http.JsonTree;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The day's batches of jobs (fact sheet §4), of which this connector leaves a share to others.
 * Asked of Salesforce every quarter of an hour, counted down between. Thread-safe.
 */
final class BulkQuota {
  private static final Duration HOLDS = Duration.ofMinutes(15);

  /** Rows that Salesforce works off as one batch. */
  private static final int BATCH = 10_000;

  private final Org org;
  private final AtomicLong left = new AtomicLong();
  private volatile Instant until = Instant.MIN;

  BulkQuota(Org org) {
    this.org = org;
  }

  /** Whether a job of so many rows may be made; then it counts. */
  boolean take(int rows) {
    Instant now = org.settings().clock().instant();
    if (!now.isBefore(until)) {
      left.set(ask());
      until = now.plus(HOLDS);
    }
    long batches = (rows + BATCH - 1L) / BATCH;
    long before = left.getAndUpdate(still -> still < batches ? still : still - batches);
    return before >= batches;
  }

  private long ask() {
    JsonTree told = org.client().limits().at("DailyBulkApiBatches");
    Optional<BigDecimal> most = told.at("Max").number();
    Optional<BigDecimal> left = told.at("Remaining").number();
    if (most.isEmpty() || left.isEmpty()) {
      // Not told: Salesforce itself refuses what is too much.
      return Long.MAX_VALUE;
    }
    long others = most.get().longValue() * (100 - org.settings().limits().sharePercent()) / 100;
    return left.get().longValue() - others;
  }
}
