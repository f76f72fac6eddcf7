package dev.passerelle.core.internal.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a write's answer changes in the store.
 *
 * @param moves bases that move, by flow
 * @param audit one entry per field that was written
 * @param reviews NOT_TAKEN fields (L12)
 * @param open fields that the answer does not show: the next authoritative snapshot is their
 *     answer, through {@link Settlement#answer}
 */
public record Settled(
    Map<String, BaseMoves> moves,
    List<AuditEntry> audit,
    List<Review> reviews,
    List<PlannedChange<?>> open) {

  /** Copies. */
  public Settled {
    moves = Collections.unmodifiableMap(new LinkedHashMap<>(moves));
    audit = List.copyOf(audit);
    reviews = List.copyOf(reviews);
    open = List.copyOf(open);
  }

  /** The bases that move in a flow. */
  public BaseMoves movesOf(String flow) {
    return moves.getOrDefault(flow, BaseMoves.none());
  }
}
