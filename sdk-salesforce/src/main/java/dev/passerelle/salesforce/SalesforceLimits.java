package dev.passerelle.salesforce;

/**
 * What the org allows, and how much of it this connector may take (fact sheet §5). The day's limit
 * is corrected by Salesforce's own header after the first answer.
 *
 * @param daily calls of all programs in 24 hours, 1 or more
 * @param sharePercent at which share of the day's limit, all programs together, this connector
 *     stops; 1 to 100
 * @param rowsPerCollection rows in one collection, 1 to 200; fewer where the org's own automation
 *     runs into its limits
 * @param collectionsPerCall collections in one call, 1 to 5
 */
public record SalesforceLimits(
    int daily, int sharePercent, int rowsPerCollection, int collectionsPerCall) {
  private static final int MOST_ROWS = 200;
  private static final int MOST_COLLECTIONS = 5;

  /** Refuses what Salesforce would. */
  public SalesforceLimits {
    between("daily", daily, 1, Integer.MAX_VALUE);
    between("sharePercent", sharePercent, 1, 100);
    between("rowsPerCollection", rowsPerCollection, 1, MOST_ROWS);
    between("collectionsPerCall", collectionsPerCall, 1, MOST_COLLECTIONS);
  }

  /** The smallest org: 15,000 calls, of which all programs together may take 80 percent. */
  public static SalesforceLimits smallest() {
    return new SalesforceLimits(15_000, 80, MOST_ROWS, MOST_COLLECTIONS);
  }

  /** Rows in one call. */
  public int rowsPerCall() {
    return rowsPerCollection * collectionsPerCall;
  }

  int share(int limit) {
    return Math.max(1, (int) ((long) limit * sharePercent / 100));
  }

  private static void between(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + " must be " + least + " to " + most);
    }
  }
}
