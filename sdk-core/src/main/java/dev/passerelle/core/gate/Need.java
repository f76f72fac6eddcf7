package dev.passerelle.core.gate;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Ref;

/** What a gate must see before it can judge (L18). Read on the target system, when judged. */
public sealed interface Need {

  /**
   * A record of the target system; a type that is a facet means the facet of the record referred
   * to.
   */
  static Need record(EntityType type, Ref ref) {
    return new Record(type, ref);
  }

  /** The document as the target system would price it. */
  static Need price() {
    return new Price();
  }

  /**
   * A record, or a facet of it.
   *
   * @param type what is read
   * @param ref the record, by id or natural key
   */
  record Record(EntityType type, Ref ref) implements Need {}

  /** The target's price. */
  record Price() implements Need {}
}
