package dev.passerelle.core;

/**
 * How our reference to a source record is written on the target (L20): a pure function, one-to-one.
 * The target's length limit is kept by a hash, never by cutting.
 */
@FunctionalInterface
public interface ReferenceFormat {

  /** {@code NEGOCE971:101}, with a suffix from the second generation on. */
  ReferenceFormat IDENTITY_AND_ID =
      (identity, id, generation) -> identity + ":" + id + suffix(generation);

  /** The bare source id: for targets whose references come from one source only. */
  ReferenceFormat ID_ONLY = (identity, id, generation) -> id + suffix(generation);

  /**
   * The reference.
   *
   * @param identity identity of the source system
   * @param id the source record
   * @param generation 1 for the first record made from it, then counted up by a reopen
   */
  String render(String identity, String id, long generation);

  private static String suffix(long generation) {
    return generation <= 1 ? "" : "#" + generation;
  }
}
