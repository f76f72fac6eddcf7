package dev.passerelle.core.internal.ledger;

import static dev.passerelle.core.internal.ledger.Tables.METERS;

import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Access to counts per subject and stretch of time: what is usual is read from them. */
public final class Meters {
  private static final int MOST = 200;
  private final Tx tx;

  Meters(Tx tx) {
    this.tx = tx;
  }

  /**
   * What happened in one stretch of time.
   *
   * @param subject what is counted
   * @param bucket the number of the stretch, rising
   * @param count how often it happened
   * @param total a sum that belongs to it; its unit is the subject's
   * @param last when it happened last
   */
  public record Meter(String subject, long bucket, long count, long total, Instant last) {}

  /** The stretches known of a subject, oldest first. */
  public List<Meter> of(String subject) {
    Query query =
        Query.of(METERS).where("tenant", tx.tenant()).where("subject", subject).limit(MOST);
    return tx.state().select(query).stream().map(Meters::decode).toList();
  }

  /** Adds to what is counted already. */
  public void add(Collection<Meter> more) {
    Map<Key, Meter> sums = new LinkedHashMap<>();
    more.forEach(meter -> sums.merge(key(meter), meter, Meters::sum));
    tx.state()
        .findAll(METERS, sums.keySet())
        .forEach((key, row) -> sums.merge(key, decode(row), Meters::sum));
    tx.state().upsert(METERS, sums.values().stream().map(this::encode).toList());
  }

  /** Forgets a subject's stretches before one. */
  public void forget(String subject, long before) {
    tx.state()
        .deleteWhere(
            Query.of(METERS)
                .where("tenant", tx.tenant())
                .where("subject", subject)
                .below("bucket", before));
  }

  private static Meter sum(Meter one, Meter other) {
    Instant last = one.last().isAfter(other.last()) ? one.last() : other.last();
    return new Meter(
        one.subject(),
        one.bucket(),
        one.count() + other.count(),
        one.total() + other.total(),
        last);
  }

  private Key key(Meter meter) {
    return Key.of(tx.tenant(), meter.subject(), meter.bucket());
  }

  private Row encode(Meter meter) {
    return METERS
        .row()
        .set("tenant", tx.tenant())
        .set("subject", meter.subject())
        .set("bucket", meter.bucket())
        .set("times", meter.count())
        .set("total", meter.total())
        .set("last_at", meter.last())
        .build();
  }

  private static Meter decode(Row row) {
    return new Meter(
        row.text("subject"),
        row.number("bucket"),
        row.number("times"),
        row.number("total"),
        row.instant("last_at"));
  }
}
