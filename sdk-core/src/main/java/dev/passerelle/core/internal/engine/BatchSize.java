package dev.passerelle.core.internal.engine;

import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.internal.ledger.Side;

/** How many observations are decided together. */
final class BatchSize {
  /** What is usual, and enough for systems that write fewer records at once. */
  static final int USUAL = 200;

  /** A batch is held in memory: it does not grow beyond this. */
  private static final int LARGEST = 2_000;

  private BatchSize() {}

  /** As many as the system of a pairing that takes more is given, or asked for, at once. */
  static int of(Topology topology, Pairing pairing) {
    int most = USUAL;
    for (Side side : Side.values()) {
      most =
          Math.max(
              most,
              topology
                  .system(pairing.system(side))
                  .adapter(pairing.feed(side).type())
                  .map(EntityAdapter::describe)
                  .map(shape -> shape.parallel() * Math.max(shape.writeBatch(), shape.readBatch()))
                  .orElse(0));
    }
    return Math.min(LARGEST, most);
  }
}
