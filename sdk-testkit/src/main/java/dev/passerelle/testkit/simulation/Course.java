package dev.passerelle.testkit.simulation;

import java.util.Locale;

/** What a seed plays. All courses of one seed have the same settings of the two systems. */
public enum Course {
  /** Daily work, mishaps and kills. */
  PLAIN,
  /**
   * People also archive, merge, and delete persons, the ERP may do writes later than it accepts
   * them, clocks differ, and an older state of the engine may be put back.
   */
  WIDE,
  /** Two processes work for one tenant; now and then one is paused in the middle of a run. */
  NODES,
  /** Two processes as in {@link #NODES}, and both draw on one small quota of calls per system. */
  QUOTA,
  /**
   * As {@link #PLAIN}, and the ERP invoices its orders and books payments: from the contact to the
   * customer, the quote, the order and the invoice that the CRM shows.
   */
  CHAIN,
  /**
   * Nothing goes wrong, first without any kill, then once more for every edge between two durable
   * steps, and for every request under way, with a kill there: all must end in the same state.
   */
  EDGES,
  /** A flow of your own, between two systems made for it: {@link FlowSimulation}. */
  OWN;

  /** In small letters, as on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
