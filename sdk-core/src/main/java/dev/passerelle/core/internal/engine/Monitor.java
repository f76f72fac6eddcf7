package dev.passerelle.core.internal.engine;

import dev.passerelle.core.AlertRules;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Meters;
import dev.passerelle.core.internal.ledger.Meters.Meter;
import dev.passerelle.core.internal.ledger.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what a run saw and how long it waited for answers, and tells what is unusual (L35). */
final class Monitor {
  private final Context context;
  private final Norms norms;
  private final Instant now;
  private final long today;

  Monitor(Context context, AlertRules rules) {
    this.context = context;
    norms = new Norms(rules);
    now = context.clock().instant();
    today = day(now);
  }

  private static long day(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), Duration.ofDays(1).toSeconds());
  }

  /** Adds a run to what is known, and gives back what is unusual by subject. */
  Map<String, Alerts.Cause> judge(Tx tx, Map<Feed, Long> changes) {
    Map<String, Alerts.Cause> causes = new LinkedHashMap<>();
    List<Meter> more = new ArrayList<>();
    for (Feed feed : context.topology().watched()) {
      more.addAll(volume(tx.meters(), feed, changes.getOrDefault(feed, 0L), causes));
    }
    context.topology().systems().values().forEach(system -> more.addAll(paces(tx, system, causes)));
    tx.meters().add(more);
    more.stream()
        .map(Meter::subject)
        .distinct()
        .forEach(subject -> tx.meters().forget(subject, today - Norms.DAYS));
    return causes;
  }

  private List<Meter> volume(
      Meters meters, Feed feed, long changes, Map<String, Alerts.Cause> causes) {
    String subject = "volume:" + feed.key();
    List<Meter> known = new ArrayList<>(meters.of(subject));
    List<Meter> more = new ArrayList<>();
    if (changes > 0) {
      more.add(new Meter(subject, today, changes, moreSilence(known), now));
      known.addAll(more);
    }
    norms
        .flood(known, today)
        .ifPresent(why -> causes.put(subject, new Alerts.Cause(ErrorCode.VOLUME_ABNORMAL, why)));
    norms
        .silence(known, now)
        .ifPresent(
            why ->
                causes.put(
                    "silence:" + feed.key(), new Alerts.Cause(ErrorCode.VOLUME_ABNORMAL, why)));
    return more;
  }

  /** By how much the silence that ends now is longer than the longest that ended today. */
  private long moreSilence(List<Meter> known) {
    long ended = known.stream().filter(day -> day.bucket() == today).mapToLong(Meter::total).sum();
    return known.stream()
        .map(Meter::last)
        .max(Instant::compareTo)
        .map(last -> Math.max(0, Duration.between(last, now).toSeconds() - ended))
        .orElse(0L);
  }

  private List<Meter> paces(Tx tx, EngineSystem system, Map<String, Alerts.Cause> causes) {
    List<Meter> more = new ArrayList<>();
    system
        .pace()
        .take()
        .forEach(
            (kind, answers) -> {
              String subject =
                  "pace:" + system.name() + "/" + kind.name().toLowerCase(java.util.Locale.ROOT);
              more.add(new Meter(subject, today, answers.calls(), answers.took().toMillis(), now));
              system
                  .pace()
                  .recent(kind)
                  .flatMap(recent -> norms.slowness(tx.meters().of(subject), today, recent))
                  .ifPresent(
                      why -> causes.put(subject, new Alerts.Cause(ErrorCode.RESPONSES_SLOW, why)));
            });
    return more;
  }
}
