package dev.passerelle.core.internal.engine;

import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.Guards;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Side;
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

  /** Planned work that its system kept from being done counts when it is done (L25). */
  void takeBack(Pairing pairing, Tally tally) {
    Work work = Work.of(pairing);
    takeBack(work, "creates", tally.creates);
    takeBack(work, "changes", tally.changes);
    takeBack(work, "removals", tally.removals);
  }

  /** The same for documents of a flow. */
  void takeBack(DocumentFlow flow, long documents) {
    takeBack(new Work(flow.name(), flow.targetType().name()), "creates", documents);
  }

  private void takeBack(Work work, String operation, long many) {
    Deque<Instant> times = window.getOrDefault(work.flow() + " " + operation, new ArrayDeque<>());
    for (long i = 0; i < many && !times.isEmpty(); i++) {
      times.pollLast();
    }
  }

  private Optional<ErrorDetail> slide(Work work, String operation, long more, long limit) {
    Deque<Instant> times =
        window.computeIfAbsent(work.flow() + " " + operation, k -> new ArrayDeque<>());
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
