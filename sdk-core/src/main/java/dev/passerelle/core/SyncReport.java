package dev.passerelle.core;

import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.gate.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one run did.
 *
 * @param run the run's id
 * @param started when it began
 * @param took how long it lasted
 * @param leading false when another node holds the tenant's lease: nothing was done
 * @param flows counts per flow
 * @param notices notices in order
 * @param errors errors in order; each names system, entity, record, field, cause and next step
 * @param remoteWrites records written per system
 */
public record SyncReport(
    String run,
    Instant started,
    Duration took,
    boolean leading,
    Map<String, FlowCounts> flows,
    List<NoticeLine> notices,
    List<ErrorDetail> errors,
    Map<String, Long> remoteWrites) {

  /** Copies. */
  public SyncReport {
    flows = Map.copyOf(flows);
    notices = List.copyOf(notices);
    errors = List.copyOf(errors);
    remoteWrites = Map.copyOf(remoteWrites);
  }

  /** The counts of a flow; all zero when it had nothing to do. */
  public FlowCounts flow(String name) {
    return flows.getOrDefault(name, FlowCounts.NONE);
  }

  /** All records written, in any system. */
  public long totalWrites() {
    return remoteWrites.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Counts of one flow.
   *
   * @param created records or documents created
   * @param updated records updated
   * @param coupled records coupled with one that was there
   * @param skipped records left out by filter or condition
   * @param removed archived or deleted
   * @param waiting began to wait for a reference or a person
   * @param rejected refused by a rule or a system
   * @param held documents held by a gate
   * @param notices notices
   */
  public record FlowCounts(
      long created,
      long updated,
      long coupled,
      long skipped,
      long removed,
      long waiting,
      long rejected,
      long held,
      long notices) {
    /** Nothing. */
    public static final FlowCounts NONE = new FlowCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /**
   * A notice with its place.
   *
   * @param flow the flow
   * @param system where the record is
   * @param record the record's id
   * @param notice the notice
   */
  public record NoticeLine(String flow, String system, String record, Notice notice) {}
}
