package dev.passerelle.core.internal.engine;

import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.gate.Notice;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.model.RecordId;
import java.util.List;

/** What matching found for one record without a link (L8). */
sealed interface MatchOutcome {

  /** One free counterpart. */
  record Couple(RecordId other, String evidence) implements MatchOutcome {}

  /** A further record of the same thing as one already linked. */
  record Alias(Link primary, String evidence) implements MatchOutcome {}

  /** None, and the flow says create. */
  record Create(List<Notice> notices) implements MatchOutcome {}

  /** A person decides. */
  record Review(ErrorDetail why) implements MatchOutcome {}

  /** A create with the same key is under way; its outcome is awaited. */
  record Await(Link pending) implements MatchOutcome {}

  /** None, and the flow creates none here. */
  record Nothing() implements MatchOutcome {}

  /** None, and the flow's condition leaves the record out; a notice if the flow wants one. */
  record LeftOut(List<Notice> notices) implements MatchOutcome {}
}
