package dev.passerelle.sage.sage100.sync;

import dev.passerelle.sage.sage100.ImportDirectory;
import dev.passerelle.sage.sage100.ImportDirectory.Stage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The import directory as the writers use it. The file of a create is named after our reference, so
 * that it is there once, however often it is written, and can be found without a token; a rejected
 * one makes room for the next attempt. Thread-safe.
 */
final class ImportPath {
  private static final int MOST_ATTEMPTS = 999;
  private static final int DIGITS = 3;

  private final ImportDirectory directory;
  private final Supplier<String> database;
  private final Clock clock;
  private final Duration deadline;
  private final Duration maxLag;
  private final Supplier<String> ids;
  private final Map<String, String> reserved = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private boolean known;

  ImportPath(
      ImportDirectory directory,
      Supplier<String> database,
      Clock clock,
      Duration deadline,
      Duration maxLag,
      Supplier<String> ids) {
    this.directory = directory;
    this.database = database;
    this.clock = clock;
    this.deadline = deadline;
    this.maxLag = maxLag;
    this.ids = ids;
  }

  ImportDirectory directory() {
    return directory;
  }

  Instant deadline(Instant from) {
    return from.plus(deadline);
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * While a file waits or is imported, a write is accepted, never absent; so absence need not wait
   * for the import, only for a writer that hangs (L20).
   */
  Duration maxLag() {
    return maxLag;
  }

  /**
   * Reserves a customer's number for a file until its outcome is known, also across a restart: no
   * two waiting files may ask for one number.
   *
   * @return false if another file has it
   */
  boolean reserve(String rank, String number, String reference) {
    String base = base(rank, reference);
    lock.lock();
    try {
      if (!known) {
        directory.unfinished().stream()
            .filter(name -> name.startsWith(rank + "-"))
            .forEach(this::remember);
        known = true;
      }
      String holder = reserved.putIfAbsent(number, base);
      return holder == null || holder.equals(base);
    } finally {
      lock.unlock();
    }
  }

  private void remember(String name) {
    for (List<String> record : directory.records(name).orElse(List.of())) {
      if (record.get(0).equals("C") && record.size() > 1) {
        reserved.put(record.get(1), name.substring(0, name.length() - DIGITS - 1));
      }
    }
  }

  /** The outcome of a create is known: what was reserved for it is free again, or in Sage. */
  void settled(String rank, String reference) {
    String base = base(rank, reference);
    lock.lock();
    try {
      reserved.values().removeIf(base::equals);
    } finally {
      lock.unlock();
    }
  }

  void submit(String name, List<List<String>> records) {
    directory.submit(name, database.get(), records);
  }

  /** A name for something that may rightly be done twice; in the order of time. */
  String once(String rank) {
    return rank + "-%015d-%s".formatted(clock.instant().toEpochMilli(), hash(ids.get()));
  }

  private static String base(String rank, String reference) {
    return rank + "-" + hash(reference);
  }

  /** The last attempt of a reference; the first one when there is none. */
  String last(String rank, String reference) {
    String base = base(rank, reference);
    String found = base + "-001";
    for (int i = 2; i <= MOST_ATTEMPTS && directory.stage(found) != Stage.NONE; i++) {
      String next = base + "-%03d".formatted(i);
      if (directory.stage(next) == Stage.NONE) {
        return found;
      }
      found = next;
    }
    return found;
  }

  /** The attempt after one that was rejected. */
  static String next(String name) {
    int end = name.length() - DIGITS;
    return name.substring(0, end) + "%03d".formatted(Integer.parseInt(name.substring(end)) + 1);
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java", e);
    }
  }
}
