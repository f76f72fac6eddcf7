package dev.passerelle.simulators.sage100;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The agent's journal (contract of the agent, §6). It outlives the agent's crashes. Safe for use by
 * several threads.
 */
final class AgentJournal {
  enum State {
    EXECUTING,
    DONE,
    REFUSED
  }

  private final Clock clock;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private String instance = newInstance();

  AgentJournal(Clock clock) {
    this.clock = clock;
  }

  private static String newInstance() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  synchronized String instance() {
    return instance;
  }

  /**
   * Notes that an operation begins.
   *
   * @return the entry that stands in its way: done, executing, or done with another content
   */
  synchronized Optional<Entry> begin(String reference, String content) {
    Entry entry = entries.get(reference);
    if (entry != null && entry.state != State.REFUSED) {
      return Optional.of(entry);
    }
    entries.put(reference, new Entry(State.EXECUTING, content, clock.instant(), Map.of(), null));
    return Optional.empty();
  }

  /** Notes how the effect can be found in Sage, before Sage is called. */
  synchronized void probe(
      String reference, Function<SageSession, Optional<Map<String, Object>>> probe) {
    Entry entry = entry(reference);
    entries.put(
        reference, new Entry(State.EXECUTING, entry.content, entry.at, entry.members, probe));
  }

  synchronized void end(String reference, State state, Map<String, Object> members) {
    Entry entry = entry(reference);
    entries.put(reference, new Entry(state, entry.content, clock.instant(), members, null));
  }

  private Entry entry(String reference) {
    Entry entry = entries.get(reference);
    if (entry == null) {
      throw new IllegalStateException("not in the journal");
    }
    return entry;
  }

  /** Takes out an operation that had no effect. */
  synchronized void forget(String reference) {
    entries.remove(reference);
  }

  synchronized Optional<Entry> find(String reference) {
    return Optional.ofNullable(entries.get(reference));
  }

  /** The references of operations that have begun and not ended. */
  synchronized List<String> executing() {
    List<String> references = new ArrayList<>();
    entries.forEach(
        (reference, entry) -> {
          if (entry.state == State.EXECUTING) {
            references.add(reference);
          }
        });
    return references;
  }

  /** The file is gone; the agent starts another one. */
  synchronized void lose() {
    entries.clear();
    instance = newInstance();
  }

  /**
   * What the journal holds of one reference.
   *
   * @param content the content in one form
   * @param members members of the outcome
   * @param probe how to find the effect; null if Sage was not about to be called
   */
  record Entry(
      State state,
      String content,
      Instant at,
      Map<String, Object> members,
      @Nullable Function<SageSession, Optional<Map<String, Object>>> probe) {}
}
