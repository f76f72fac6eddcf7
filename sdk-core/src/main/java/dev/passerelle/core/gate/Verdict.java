package dev.passerelle.core.gate;

import dev.passerelle.core.error.ErrorCode;
import java.util.List;
import java.util.Map;

/**
 * What a gate decides. The strictest verdict wins and gives the message; all notices are kept.
 *
 * @param outcome how strict
 * @param notices why, strictest first; empty for a plain proceed
 */
public record Verdict(Outcome outcome, List<Notice> notices) {

  /** From harmless to final. */
  public enum Outcome {
    /** Nothing to say. */
    PROCEED,
    /** Proceed and tell. */
    NOTICE,
    /** Wait until a need changes. */
    HOLD,
    /** Refuse until the source changes, or a person replays. */
    REJECT
  }

  /** Nothing to say. */
  public static final Verdict PROCEED = new Verdict(Outcome.PROCEED, List.of());

  /** Copies. */
  public Verdict {
    notices = List.copyOf(notices);
  }

  /** Proceed and tell. */
  public static Verdict notice(ErrorCode code, String rest, Map<String, String> figures) {
    return new Verdict(Outcome.NOTICE, List.of(Notice.of(code, rest, figures)));
  }

  /** Wait until a need changes. */
  public static Verdict hold(ErrorCode code, String rest, Map<String, String> figures) {
    return new Verdict(Outcome.HOLD, List.of(Notice.of(code, rest, figures)));
  }

  /** Refuse. */
  public static Verdict reject(ErrorCode code, String rest, Map<String, String> figures) {
    return new Verdict(Outcome.REJECT, List.of(Notice.of(code, rest, figures)));
  }

  /** The stricter of two, with the notices of both, the stricter's first. */
  public Verdict and(Verdict other) {
    Verdict first = other.outcome.compareTo(outcome) > 0 ? other : this;
    Verdict second = first == this ? other : this;
    List<Notice> all = new java.util.ArrayList<>(first.notices);
    all.addAll(second.notices);
    return new Verdict(first.outcome, all);
  }
}
