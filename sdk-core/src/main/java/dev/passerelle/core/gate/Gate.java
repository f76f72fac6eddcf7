package dev.passerelle.core.gate;

import java.util.Set;

/**
 * A business rule that a document must pass before it is sent (L18). Pure: no I/O, no clock, no
 * state; thread-safe.
 *
 * <p>The engine asks {@link #needs} with what it knows so far, reads what is named, and asks again
 * until nothing new is named (a balance may name the payer whose balance counts). A need that
 * cannot be read is a hold, never a pass.
 */
public interface Gate {

  /** A short stable name. */
  String name();

  /** What must be read; may grow as more is known. */
  default Set<Need> needs(GateInput known) {
    return Set.of();
  }

  /** Decides. All needs are known. */
  Verdict judge(GateInput input);
}
