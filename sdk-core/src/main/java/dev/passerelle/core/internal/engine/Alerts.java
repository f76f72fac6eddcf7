package dev.passerelle.core.internal.engine;

import static dev.passerelle.core.internal.ledger.Tables.ALERTS;

import dev.passerelle.core.Alert;
import dev.passerelle.core.Alert.State;
import dev.passerelle.core.AlertRules;
import dev.passerelle.core.Health;
import dev.passerelle.core.SyncEvent;
import dev.passerelle.core.adapter.Deprecation;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Payload;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.ledger.WaitingItem;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Raises, repeats and resolves alerts after each run (L35). */
final class Alerts {
  private static final int MOST = 1000;
  private static final String DEPRECATED = "deprecated:";
  private static final Duration ANNOUNCED = Duration.ofDays(7);
  private final Context context;

  Alerts(Context context) {
    this.context = context;
  }

  /** One cause found by a run. */
  record Cause(ErrorCode code, String detail) {}

  /**
   * Compares what a run found with what was open; only a whole run resolves what it did not see.
   */
  void update(
      Report report, Health health, Map<Feed, Long> changes, AlertRules rules, boolean whole) {
    Map<String, Cause> causes = new LinkedHashMap<>();
    report.errors().forEach(error -> causes.putIfAbsent(subject(error), cause(error)));
    health.troubles().forEach((system, error) -> causes.putIfAbsent(subject(error), cause(error)));
    long rejected = health.waiting().getOrDefault(WaitingItem.Kind.REJECTED.name(), 0L);
    if (rejected > 0) {
      causes.put("rejected", new Cause(ErrorCode.RECORDS_REJECTED, rejected + " records"));
    }
    for (Health.FeedHealth feed : health.feeds()) {
      if (feed.lag().compareTo(rules.lag()) > 0) {
        causes.put(
            "lag:" + feed.system() + "/" + feed.entity(),
            new Cause(ErrorCode.LAG_EXCEEDED, feed.lag().toMinutes() + " min"));
      }
    }
    causes.putAll(deprecated());
    Monitor monitor = new Monitor(context, rules);
    List<Alert> changed =
        context
            .ledger()
            .read(
                tx -> {
                  causes.putAll(monitor.judge(tx, changes));
                  return store(tx, causes, whole);
                });
    changed.forEach(alert -> context.tell(new SyncEvent.AlertChanged(alert)));
  }

  /** Announced ends: {@code deprecated:crm:GET /crm/objects/{type}} (L34). */
  private Map<String, Cause> deprecated() {
    Map<String, Cause> causes = new LinkedHashMap<>();
    for (EngineSystem system : context.topology().systems().values()) {
      for (Deprecation end : system.connector().deprecations()) {
        causes.put(
            DEPRECATED + system.name() + ":" + end.operation(),
            new Cause(ErrorCode.DEPRECATION_ANNOUNCED, told(end)));
      }
    }
    return causes;
  }

  private static String told(Deprecation end) {
    String until = end.until() == null ? "end not told" : "ends " + day(end.until());
    String since = end.since() == null ? "" : ", deprecated since " + day(end.since());
    return until + since + (end.more() == null ? "" : ", " + end.more());
  }

  private static String day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static Cause cause(ErrorDetail error) {
    String record = error.record() == null ? "" : " " + error.entity() + " " + error.record();
    return new Cause(error.code(), error.code().name() + record);
  }

  /** Errors of records are grouped by their code; those of a flow's guard by the flow. */
  private static String subject(ErrorDetail error) {
    String flow = error.figures().get("flow");
    if (flow != null) {
      return "guard:" + flow + ":" + error.code().name();
    }
    String system = error.system() == null ? "" : error.system();
    return (error.record() == null ? "system:" : "records:") + system + ":" + error.code().name();
  }

  private List<Alert> store(Tx tx, Map<String, Cause> causes, boolean whole) {
    Map<String, Alert> open = new LinkedHashMap<>();
    open(tx).forEach(alert -> open.put(alert.subject(), alert));
    Instant now = context.clock().instant();
    List<Alert> changed = new ArrayList<>();
    causes.forEach(
        (name, cause) -> {
          String subject = bounded(name);
          changed.add(seen(subject, cause, open.remove(subject), now));
        });
    if (whole) {
      open.values().stream()
          .filter(alert -> !stays(alert, now))
          .forEach(alert -> changed.add(resolved(alert, now)));
    }
    tx.state().upsert(ALERTS, changed.stream().map(alert -> row(tx, alert)).toList());
    return changed;
  }

  /** After a restart an operation may not have been used yet: what was announced still holds. */
  private static boolean stays(Alert alert, Instant now) {
    return alert.code() == ErrorCode.DEPRECATION_ANNOUNCED
        && alert.last().plus(ANNOUNCED).isAfter(now);
  }

  private static Alert seen(
      String subject, Cause cause, @org.jspecify.annotations.Nullable Alert old, Instant now) {
    return old == null
        ? new Alert(subject, cause.code(), State.FIRST, 1, now, now, cause.detail())
        : new Alert(
            subject, cause.code(), State.AGAIN, old.times() + 1, old.first(), now, cause.detail());
  }

  private static Alert resolved(Alert alert, Instant now) {
    return new Alert(
        alert.subject(),
        alert.code(),
        State.RESOLVED,
        alert.times(),
        alert.first(),
        now,
        alert.detail());
  }

  /** The alerts that are not resolved. */
  static List<Alert> open(Tx tx) {
    Query query = Query.of(ALERTS).where("tenant", tx.tenant()).limit(MOST);
    return tx.state().select(query).stream()
        .map(Alerts::alert)
        .filter(alert -> alert.state() != State.RESOLVED)
        .toList();
  }

  private static String bounded(String subject) {
    return subject.length() <= 190 ? subject : Payload.digest(subject);
  }

  private static Row row(Tx tx, Alert alert) {
    return ALERTS
        .row()
        .set("tenant", tx.tenant())
        .set("subject", alert.subject())
        .set("code", alert.code().name())
        .set("state", alert.state().name())
        .set("times", alert.times())
        .set("first_at", alert.first())
        .set("last_at", alert.last())
        .set("detail", alert.detail())
        .build();
  }

  private static Alert alert(Row row) {
    return new Alert(
        row.text("subject"),
        ErrorCode.valueOf(row.text("code")),
        State.valueOf(row.text("state")),
        row.number("times"),
        row.instant("first_at"),
        row.instant("last_at"),
        row.text("detail"));
  }
}
