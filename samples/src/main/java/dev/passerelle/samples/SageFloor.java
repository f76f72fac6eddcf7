package dev.passerelle.samples;

import java.util.List;

/**
 * The fewest SQL statements of a first run, by the formula of {@code docs/calls.md}: what a reading
 * of Sage needs at least, whatever program reads it. Nothing here is taken from the run.
 */
final class SageFloor {
  private static final int PAGE = 200;

  /** The catalogue of columns, which differ by version and company. */
  private static final int CATALOGUE = 1;

  /** How long to wait for Sage's locks: a setting of each connection that is taken. */
  private static final int SESSION = 1;

  /** The server's time, from which the next reading begins. */
  private static final int TIME = 1;

  /** The page's own table, with what can be joined to a row of it. */
  private static final int ROWS = 1;

  /** The feeds of the case. */
  private static final List<Feed> FEEDS =
      List.of(
          new Feed("customers", "F_COMPTET WHERE CT_Type = ?", "0", 0, 0),
          // Settings: fiscal years, what a balance is made of, risk codes. Beside: the sum of the
          // entries, the open entries, open documents by rate, deposits.
          new Feed("balances", "F_COMPTET WHERE CT_Type = ?", "0", 3, 4),
          new Feed("contacts", "F_CONTACTT WHERE CT_Nom <> ?", "", 0, 0),
          // Settings: units, rates, taxes of families. Beside: taxes of articles.
          new Feed("products", "F_ARTICLE WHERE AR_Ref <> ?", "", 3, 1),
          new Feed("stock", "F_ARTICLE WHERE AR_Ref <> ?", "", 0, 1),
          // Beside: lines, lines that went on to deliveries, numbers of customers.
          new Feed("orders", "F_DOCENTETE WHERE DO_Domaine = 0 AND DO_Type = ?", "1", 0, 3));

  private final NegoceWorld world;

  /**
   * @param settings small tables without which its values cannot be told
   * @param beside questions of one page that are no row of its table: sums, parts, lists
   */
  private record Feed(String name, String rows, String value, int settings, int beside) {
    long statements(long records) {
      return Math.max(1, pages(records)) * (SESSION + TIME + settings + ROWS + beside);
    }
  }

  SageFloor(NegoceWorld world) {
    this.world = world;
  }

  long statements() {
    long lists = FEEDS.stream().mapToLong(feed -> feed.statements(count(feed))).sum();
    return SESSION + CATALOGUE + lists + pages(primaries()) * (SESSION + ROWS);
  }

  private long count(Feed feed) {
    return Long.parseLong(world.sage("SELECT COUNT(*) FROM " + feed.rows(), feed.value()));
  }

  /** Persons with several rows: their first one is read when another is met (L7). */
  private long primaries() {
    String statement =
        "SELECT COUNT(DISTINCT a.CT_EMail) FROM F_CONTACTT a JOIN F_CONTACTT b"
            + " ON b.CT_EMail = a.CT_EMail AND b.cbMarq > a.cbMarq WHERE a.CT_EMail <> ?";
    return Long.parseLong(world.sage(statement, ""));
  }

  private static long pages(long records) {
    return (records + PAGE - 1) / PAGE;
  }
}
