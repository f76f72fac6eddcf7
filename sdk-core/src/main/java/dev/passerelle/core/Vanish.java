package dev.passerelle.core;

import dev.passerelle.core.model.Field;

/**
 * What happens to the counterpart of a record that is proven gone (L28). Deleting is last: the
 * default is to report.
 */
public sealed interface Vanish {

  /** Write a state on the counterpart and leave it otherwise alone. */
  static Vanish mark(Field<String> field, String value) {
    return new Mark(field, value);
  }

  /** Archive the counterpart; only where its adapter declares that reversible. */
  static Vanish archive() {
    return new Archive();
  }

  /** Delete the counterpart. */
  static Vanish delete() {
    return new Delete();
  }

  /** A review item; nothing is written. */
  static Vanish review() {
    return new Review();
  }

  /** Nothing at all. */
  static Vanish ignore() {
    return new Ignore();
  }

  /** See {@link #mark}. */
  record Mark(Field<String> field, String value) implements Vanish {}

  /** See {@link #archive}. */
  record Archive() implements Vanish {}

  /** See {@link #delete}. */
  record Delete() implements Vanish {}

  /** See {@link #review}. */
  record Review() implements Vanish {}

  /** See {@link #ignore}. */
  record Ignore() implements Vanish {}
}
