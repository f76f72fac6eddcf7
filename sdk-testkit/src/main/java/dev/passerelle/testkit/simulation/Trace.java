package dev.passerelle.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/** What happened, line by line, and a hash of all of it. For one thread. */
final class Trace {
  private static final int KEPT = 400;
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private final List<String> lines = new ArrayList<>();
  private long hash = OFFSET;

  void add(String line) {
    for (int i = 0; i < line.length(); i++) {
      hash = (hash ^ line.charAt(i)) * PRIME;
    }
    hash = (hash ^ '\n') * PRIME;
    lines.add(line);
    if (lines.size() > KEPT) {
      lines.remove(0);
    }
  }

  /** The last lines. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  long hash() {
    return hash;
  }
}
