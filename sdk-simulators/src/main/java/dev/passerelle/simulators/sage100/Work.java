package dev.passerelle.simulators.sage100;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An operation that was checked and is ready for Sage.
 *
 * @param table table that it writes
 * @param record the record that it writes, 0 for a new one
 * @param effect whether Sage has anything to do at all
 * @param run writes, and gives the members of the outcome
 * @param probe finds the effect in Sage again and gives the same members; empty if it is not there
 */
record Work(
    String table,
    int record,
    boolean effect,
    Function<SageSession, Map<String, Object>> run,
    Function<SageSession, Optional<Map<String, Object>>> probe) {}
