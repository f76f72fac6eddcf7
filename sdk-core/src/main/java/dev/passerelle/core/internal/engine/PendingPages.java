package dev.passerelle.core.internal.engine;

import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Ledger;
import dev.passerelle.core.internal.ledger.Observation;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The undecided observations of a feed, page by page in the order of their arrival. */
final class PendingPages {
  private PendingPages() {}

  /**
   * Uses page after page, each read when it is its turn.
   *
   * @param goesOn whether a further page is wanted
   * @param use false when it gave up
   * @return false when there was nothing, or {@code use} gave up
   */
  static boolean each(
      Ledger ledger,
      Feed feed,
      int size,
      BooleanSupplier goesOn,
      Predicate<List<Observation>> use) {
    boolean any = false;
    long after = -1;
    List<Observation> page;
    do {
      long from = after;
      page = ledger.read(tx -> tx.observations().pendingAfter(feed, from, size));
      if (!page.isEmpty()) {
        any = true;
        after = page.get(page.size() - 1).seq();
        if (!use.test(page)) {
          return false;
        }
      }
    } while (page.size() == size && goesOn.getAsBoolean());
    return any;
  }
}
