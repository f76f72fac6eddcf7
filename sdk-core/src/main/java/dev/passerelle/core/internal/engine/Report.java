package dev.passerelle.core.internal.engine;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.gate.Notice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Counts of a run under way. Not thread-safe. */
public final class Report {
  private final Map<String, Counts> flows = new LinkedHashMap<>();
  private final List<Line> notices = new ArrayList<>();
  private final List<ErrorDetail> errors = new ArrayList<>();
  private final Map<String, Long> writes = new LinkedHashMap<>();
  private final Set<List<Object>> troubles = new LinkedHashSet<>();
  private final Set<String> troubled = new LinkedHashSet<>();
  private final Set<String> disturbed = new LinkedHashSet<>();

  /**
   * Counts of one flow.
   *
   * @param created records created
   * @param updated records updated
   * @param coupled records coupled
   * @param skipped records left out by filter or condition
   * @param removed archived or deleted
   * @param waiting records that began to wait
   * @param rejected records or documents refused
   * @param held documents held
   * @param notices notices
   */
  public record Counts(
      long created,
      long updated,
      long coupled,
      long skipped,
      long removed,
      long waiting,
      long rejected,
      long held,
      long notices) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    Counts plusCreated() {
      return new Counts(
          created + 1, updated, coupled, skipped, removed, waiting, rejected, held, notices);
    }

    Counts plusUpdated() {
      return new Counts(
          created, updated + 1, coupled, skipped, removed, waiting, rejected, held, notices);
    }

    Counts plusCoupled() {
      return new Counts(
          created, updated, coupled + 1, skipped, removed, waiting, rejected, held, notices);
    }

    Counts plusSkipped() {
      return new Counts(
          created, updated, coupled, skipped + 1, removed, waiting, rejected, held, notices);
    }

    Counts plusRemoved() {
      return new Counts(
          created, updated, coupled, skipped, removed + 1, waiting, rejected, held, notices);
    }

    Counts plusWaiting() {
      return new Counts(
          created, updated, coupled, skipped, removed, waiting + 1, rejected, held, notices);
    }

    Counts plusRejected() {
      return new Counts(
          created, updated, coupled, skipped, removed, waiting, rejected + 1, held, notices);
    }

    Counts plusHeld() {
      return new Counts(
          created, updated, coupled, skipped, removed, waiting, rejected, held + 1, notices);
    }

    Counts plusNotice() {
      return new Counts(
          created, updated, coupled, skipped, removed, waiting, rejected, held, notices + 1);
    }
  }

  /**
   * A notice with its place.
   *
   * @param flow the flow
   * @param system where the record is
   * @param record the record's id
   * @param notice the notice
   */
  public record Line(String flow, String system, String record, Notice notice) {}

  void count(String flow, UnaryOperator<Counts> step) {
    flows.merge(flow, step.apply(Counts.NONE), (old, first) -> step.apply(old));
  }

  void notice(String flow, String system, String record, Notice notice) {
    notices.add(new Line(flow, system, record, notice));
    count(flow, Counts::plusNotice);
  }

  void error(ErrorDetail detail) {
    errors.add(detail);
  }

  /**
   * Something that a system causes: told once a run, however many records it concerns.
   *
   * @return whether it is news; that calls are suspended is none after what led to it
   */
  boolean trouble(ErrorDetail detail) {
    String system = String.valueOf(detail.system());
    if (!troubled.add(system) && detail.code() == ErrorCode.CIRCUIT_OPEN) {
      return false;
    }
    List<Object> what = new ArrayList<>();
    what.add(detail.code());
    what.add(system);
    what.add(String.valueOf(detail.field()));
    what.add(String.valueOf(detail.cause()));
    what.add(String.valueOf(detail.figures().get("missing")));
    boolean news = troubles.add(what);
    if (news) {
      errors.add(detail);
    }
    return news;
  }

  /** A document was made in a system: its stock and balances may have moved with it. */
  void disturbed(String system) {
    disturbed.add(system);
  }

  /** The systems disturbed since the last call. */
  Set<String> takeDisturbed() {
    Set<String> taken = Set.copyOf(disturbed);
    disturbed.clear();
    return taken;
  }

  void wrote(String system) {
    writes.merge(system, 1L, Long::sum);
  }

  /** Counts per flow. */
  public Map<String, Counts> flows() {
    return Map.copyOf(flows);
  }

  /** Notices in order. */
  public List<Line> notices() {
    return List.copyOf(notices);
  }

  /** Errors in order. */
  public List<ErrorDetail> errors() {
    return List.copyOf(errors);
  }

  /** Remote writes per system. */
  public Map<String, Long> writes() {
    return Map.copyOf(writes);
  }
}
