package dev.passerelle.simulators.sage100;

import java.time.Instant;

/**
 * One thing that was done to the company and committed.
 *
 * @param at when, by the simulator's clock
 * @param source by whom
 * @param operation what: the agent's operation, or the name of the user's action
 * @param table table of the record
 * @param cbMarq number of the record
 */
public record Effect(Instant at, Source source, String operation, String table, int cbMarq) {
  /** Who does things to a company. */
  public enum Source {
    /** The agent, for a connector. */
    AGENT,
    /** An import file of a connector. */
    IMPORT,
    /** A user of Sage. */
    USER
  }
}
