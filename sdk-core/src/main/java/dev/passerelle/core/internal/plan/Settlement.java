package dev.passerelle.core.internal.plan;

import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the answers of writes into bases, audit entries and reviews: a field that was written takes
 * as base what the answer returned (L10); what is not the normal form of what was sent was not
 * taken (L12). Pure, immutable, thread-safe.
 */
public final class Settlement {
  private final Map<String, SyncRules> flows = new LinkedHashMap<>();

  /** For the flows of one pair, as the planner. */
  public Settlement(List<SyncRules> flows) {
    flows.forEach(rules -> this.flows.put(rules.flow(), rules));
  }

  /** Settles one side. Where both sides are written, hand both answers in together if known. */
  public Settled apply(Plan plan, String system, WriteResult result) {
    return apply(plan, Map.of(system, result));
  }

  /**
   * Settles the sides of which the result is {@code Written} or {@code Incomplete}; other results
   * settle nothing.
   *
   * @param results by system
   */
  public Settled apply(Plan plan, Map<String, WriteResult> results) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    for (SideWrite write : plan.writes()) {
      WriteResult result = results.get(write.system());
      if (result instanceof WriteResult.Written written) {
        RecordId id = written.snapshot().id();
        answers.put(write.system(), new Answer(id, written.snapshot().fields(), true));
      } else if (result instanceof WriteResult.Incomplete half) {
        answers.put(write.system(), new Answer(half.id(), shown(half.snapshot()), false));
      }
    }
    Answers draft = new Answers(flows, answers);
    plan.writes().forEach(write -> draft.settle(write.system(), write.create(), write.changes()));
    return draft.settled();
  }

  /** Settles fields that were left open, from the next authoritative snapshot. */
  public Settled answer(String system, List<PlannedChange<?>> open, Snapshot snapshot) {
    Answer answer = new Answer(snapshot.id(), snapshot.fields(), true);
    Answers draft = new Answers(flows, Map.of(system, answer));
    draft.settle(system, false, open);
    return draft.settled();
  }

  /** Whether a record shows what a change sent, in the form that its system keeps. */
  public static boolean shows(PlannedChange<?> change, Snapshot snapshot) {
    return Answers.shows(change, snapshot.fields());
  }

  private static Fields shown(@Nullable Snapshot snapshot) {
    return snapshot == null ? Fields.empty() : snapshot.fields();
  }

  /**
   * What came back from one side.
   *
   * @param whole whether the write is done; a half-written record is completed by the next plan
   */
  record Answer(RecordId id, Fields fields, boolean whole) {}
}
