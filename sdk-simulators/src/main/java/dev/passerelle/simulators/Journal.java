package dev.passerelle.simulators;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The calls that a simulator received, oldest first. Safe for use by several threads. */
public final class Journal {
  private final List<JournalEntry> entries = new ArrayList<>();

  /** An empty journal. */
  public Journal() {}

  synchronized void add(Instant at, HttpCall call, HttpAnswer answer, int seen, String fault) {
    entries.add(
        new JournalEntry(
            entries.size() + 1,
            at,
            call.method(),
            call.path(),
            answer.template(),
            seen,
            answer.written(),
            fault));
  }

  /** A copy of all entries. */
  public synchronized List<JournalEntry> entries() {
    return List.copyOf(entries);
  }

  /**
   * How many calls had this method and a path in which the expression matches.
   *
   * @param method the exact method, or {@code *} for any
   */
  public synchronized long count(String method, String pathRegex) {
    Pattern pattern = Pattern.compile(pathRegex);
    return entries.stream()
        .filter(each -> method.equals("*") || method.equals(each.method()))
        .filter(each -> pattern.matcher(each.path()).find())
        .count();
  }

  /** How many records were written by all calls together. */
  public synchronized int writes() {
    return entries.stream().mapToInt(JournalEntry::written).sum();
  }

  /** Forgets everything; numbering starts again at 1. */
  public synchronized void clear() {
    entries.clear();
  }
}
