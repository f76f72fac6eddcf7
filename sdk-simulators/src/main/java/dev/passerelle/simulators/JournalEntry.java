package dev.passerelle.simulators;

import java.time.Instant;

/**
 * One call that a simulator received.
 *
 * @param number position in the journal, from 1
 * @param at when, by the simulator's clock
 * @param method HTTP method
 * @param path the path as called, decoded, without the query
 * @param template the route that answered, empty if none did
 * @param status the status that the caller saw, 0 if it saw none
 * @param written how many records the call wrote, whatever the caller saw
 * @param fault the scripted fault as a word, empty if there was none
 */
public record JournalEntry(
    int number,
    Instant at,
    String method,
    String path,
    String template,
    int status,
    int written,
    String fault) {}
