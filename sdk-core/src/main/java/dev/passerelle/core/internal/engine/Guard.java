package dev.passerelle.core.internal.engine;

import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.Guards;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Meters.Meter;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.plan.PlannedChange;
import dev.passerelle.core.internal.plan.SideWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts what a flow is about to do and stops it above its limits, until a person approves (L27).
 * Work from a list is counted as a whole before the first write; other work in a sliding window.
 */
final class Guard {
  private static final Duration WINDOW = Duration.ofHours(1);
  private final Context context;
  private static final int FULL = 50;
  private static final int FEW_PERCENT = 10;
  private final Map<String, Deque<Instant>> window = new HashMap<>();
  private final boolean dry;

  /** A guard; a dry one only tells, for previews. */
  Guard(Context context, boolean dry) {
    this.context = context;
    this.dry = dry;
  }

  /** Whether what it stops goes on all the same, because nothing is really written. */
  boolean onlyTells() {
    return dry;
  }

  /** A first sync with few matches on two full sides asks first (L27). */
  Optional<ErrorDetail> firstSync(Pairing pairing, long left, long right, long matched) {
    long smaller = Math.min(left, right);
    if (smaller < FULL
        || matched * 100 >= smaller * FEW_PERCENT
        || approved(pairing.host().name(), "first-sync")) {
      return Optional.empty();
    }
    return Optional.of(
        ErrorDetail.of(ErrorCode.FIRST_SYNC_UNCONFIRMED)
            .entity(pairing.feed(Side.LEFT).type().name())
            .figure("flow", pairing.host().name())
            .figure("matched", matched)
            .figure("count", smaller)
            .build());
  }

  /** Counts of planned work. */
  static final class Tally {
    private long creates;
    private long changes;
    private long removals;

    /** Adds the planned work of cases. */
    void add(List<Case> cases) {
      for (Case one : cases) {
        if (Vanishing.concerns(one)) {
          removals++;
        } else if (!one.isClosed() && one.isPlanned()) {
          count(one);
        }
      }
    }

    /** Adds removals. */
    void addRemovals(long more) {
      removals += more;
    }

    boolean isEmpty() {
      return creates == 0 && changes == 0 && removals == 0;
    }

    private void count(Case one) {
      boolean pending =
          one.link().filter(link -> link.state() == Link.State.PENDING_CREATE).isPresent();
      for (Side side : Side.values()) {
        Optional<SideWrite> write = Planning.write(one, side);
        if (write.isPresent() && pending) {
          creates++;
        } else if (write.isPresent()
            && write.get().changes().stream().anyMatch(Tally::overwrites)) {
          changes++;
        }
      }
      if (pending && one.plan().writes().isEmpty() && !one.plan().needs().isEmpty()) {
        creates++;
      }
    }

    private static boolean overwrites(PlannedChange<?> change) {
      return change.before() != null && !blank(change);
    }

    private static <T> boolean blank(PlannedChange<T> change) {
      return change.before() != null && change.field().type().blank(change.before());
    }
  }

  /** Why planned work must not begin; empty when it may. */
  Optional<ErrorDetail> judge(Pairing pairing, Tally tally, long sourceRecords) {
    Guards limits = pairing.host().guards().orElse(context.guards());
    Work work = Work.of(pairing);
    return check(work, "creates", tally.creates, limits.creates().of(sourceRecords))
        .or(() -> check(work, "changes", tally.changes, limits.changes().of(sourceRecords)))
        .or(() -> check(work, "removals", tally.removals, limits.removals().of(sourceRecords)));
  }

  private Optional<ErrorDetail> check(Work work, String operation, long planned, long limit) {
    if (planned <= limit || approved(work.flow(), operation)) {
      return Optional.empty();
    }
    return Optional.of(
        ErrorDetail.of(ErrorCode.GUARD_STOPPED)
            .entity(work.entity())
            .figure("flow", work.flow())
            .figure("operation", operation)
            .figure("actual", planned)
            .figure("limit", limit)
            .build());
  }

  /** Whose work is counted. */
  private record Work(String flow, String entity) {
    static Work of(Pairing pairing) {
      return new Work(pairing.host().name(), pairing.feed(Side.LEFT).type().name());
    }
  }

  private boolean approved(String flow, String operation) {
    return context
        .ledger()
        .read(tx -> Decisions.approved(tx, flow, operation, context.clock().instant()));
  }

  /** Whether continuous work of a flow may go on; counts it when it may. */
  Optional<ErrorDetail> slide(Pairing pairing, Tally tally, long sourceRecords) {
    Guards limits = pairing.host().guards().orElse(context.guards());
    Work work = Work.of(pairing);
    return slide(work, "creates", tally.creates, limits.creates().of(sourceRecords))
        .or(() -> slide(work, "changes", tally.changes, limits.changes().of(sourceRecords)))
        .or(() -> slide(work, "removals", tally.removals, limits.removals().of(sourceRecords)));
  }

  /** Whether so many documents of a flow may be made; counts them when they may. */
  Optional<ErrorDetail> documents(DocumentFlow flow, long more, long sourceRecords) {
    Work work = new Work(flow.name(), flow.targetType().name());
    return slide(work, "creates", more, context.guards().creates().of(sourceRecords));
  }

  /**
   * After a batch: what was done is remembered, so that another node or a restart counts it too;
   * what its system kept from being done counts when it is done (L25).
   */
  void done(Pairing pairing, Tally planned, Tally keptBack) {
    if (planned.isEmpty()) {
      return;
    }
    Work work = Work.of(pairing);
    context
        .ledger()
        .note(
            tx -> {
              done(tx, work, "creates", planned.creates, keptBack.creates);
              done(tx, work, "changes", planned.changes, keptBack.changes);
              done(tx, work, "removals", planned.removals, keptBack.removals);
            });
  }

  /** The same for documents of a flow. */
  void done(DocumentFlow flow, long planned, long keptBack) {
    if (planned > 0) {
      Work work = new Work(flow.name(), flow.targetType().name());
      context.ledger().note(tx -> done(tx, work, "creates", planned, keptBack));
    }
  }

  private void done(Tx tx, Work work, String operation, long planned, long keptBack) {
    String subject = subject(work, operation);
    Deque<Instant> times = window.getOrDefault(subject, new ArrayDeque<>());
    for (long i = 0; i < keptBack && !times.isEmpty(); i++) {
      times.pollLast();
    }
    if (planned > keptBack) {
      Instant now = context.clock().instant();
      tx.meters().add(List.of(new Meter(subject, minute(now), planned - keptBack, 0, now)));
      tx.meters().forget(subject, minute(now.minus(WINDOW)));
    }
  }

  private static String subject(Work work, String operation) {
    return "guard:" + work.flow() + ":" + operation;
  }

  private static long minute(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), 60);
  }

  /** A run begins: what others did meanwhile counts too. */
  void begin() {
    window.clear();
  }

  private Deque<Instant> times(String subject) {
    Deque<Instant> times = window.get(subject);
    if (times == null) {
      times = new ArrayDeque<>();
      for (Meter done : context.ledger().read(tx -> tx.meters().of(subject))) {
        for (long i = 0; i < done.count(); i++) {
          times.addLast(done.last());
        }
      }
      window.put(subject, times);
    }
    return times;
  }

  private Optional<ErrorDetail> slide(Work work, String operation, long more, long limit) {
    if (more == 0) {
      return Optional.empty();
    }
    Deque<Instant> times = times(subject(work, operation));
    Instant now = context.clock().instant();
    while (!times.isEmpty() && times.peekFirst().plus(WINDOW).isBefore(now)) {
      times.pollFirst();
    }
    Optional<ErrorDetail> stop = check(work, operation, times.size() + more, limit);
    if (stop.isEmpty()) {
      for (long i = 0; i < more; i++) {
        times.addLast(now);
      }
    }
    return stop;
  }
}
