package dev.passerelle.core;

/**
 * Limits on what a flow may do before a person approves (L27). Each limit is the greater of an
 * absolute number and a share of the source's records. Immutable.
 *
 * @param creates creates
 * @param changes changes of non-empty values
 * @param removals archives and deletes
 */
public record Guards(Limit creates, Limit changes, Limit removals) {
  /** creates max(50, 20 %), changes max(100, 20 %), archives and deletes max(10, 2 %). */
  public static final Guards DEFAULT =
      new Guards(new Limit(50, 20), new Limit(100, 20), new Limit(10, 2));

  /** No limit at all. */
  public static final Guards OFF =
      new Guards(
          new Limit(Integer.MAX_VALUE, 100),
          new Limit(Integer.MAX_VALUE, 100),
          new Limit(Integer.MAX_VALUE, 100));

  /**
   * One limit.
   *
   * @param absolute so many are always allowed
   * @param percent and so many percent of the source's records
   */
  public record Limit(int absolute, int percent) {

    /** The greatest number allowed for a source of so many records. */
    public long of(long records) {
      return Math.max(absolute, records * percent / 100);
    }
  }
}
