package dev.passerelle.simulators.sage100;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The scheduled task that imports files (layout of import files). It does nothing by itself: {@link
 * #run} is the task's turn. Safe for use by several threads.
 */
public final class SageImports {
  private final ReentrantLock turn = new ReentrantLock();
  private final Map<String, Instant> seen = new LinkedHashMap<>();
  private final ImportFolders folders;
  private final String company;
  private final SageDatabase database;
  private final SageLocks locks;
  private final Effects effects;
  private final Clock clock;
  private Duration delay = Duration.ZERO;
  private int stopAfter = Integer.MAX_VALUE;

  SageImports(
      Path root,
      String company,
      SageDatabase database,
      SageLocks locks,
      Effects effects,
      Clock clock) {
    this.folders = new ImportFolders(root);
    this.company = company;
    this.database = database;
    this.locks = locks;
    this.effects = effects;
    this.clock = clock;
  }

  /** A file is imported this long after the task first saw it, by the simulator's clock. */
  public void delay(Duration wait) {
    turn.lock();
    try {
      delay = wait;
    } finally {
      turn.unlock();
    }
  }

  /**
   * The task is killed in the next file after so many records: what they did stays, no journal is
   * written, the file stays in {@code work}.
   */
  public void stopAfter(int records) {
    turn.lock();
    try {
      stopAfter = records;
    } finally {
      turn.unlock();
    }
  }

  /**
   * The task's turn: imports the files that are due, unless something else has the company.
   *
   * @return how many files were taken
   */
  public int run() {
    turn.lock();
    try {
      int taken = 0;
      for (Path file : folders.waiting()) {
        if (locks.closedFor().isEmpty() && isDue(ImportFolders.name(file))) {
          seen.remove(ImportFolders.name(file));
          importFile(folders.take(file));
          taken++;
        }
      }
      return taken;
    } finally {
      turn.unlock();
    }
  }

  private boolean isDue(String name) {
    Instant first = seen.computeIfAbsent(name, unseen -> clock.instant());
    return !clock.instant().isBefore(first.plus(delay));
  }

  private void importFile(Path file) {
    String name = ImportFolders.name(file);
    List<ImportRecord> records;
    try {
      records = ImportFile.read(folders.read(file), company);
    } catch (ImportFile.Unusable e) {
      folders.move(file, "refused");
      folders.writeJournal(name, List.of("0;V;REJET;;" + e.getMessage() + ";", "Z;1"));
      return;
    }
    List<String> journal = new ArrayList<>();
    for (ImportRecord record : records) {
      if (journal.size() == stopAfter) {
        stopAfter = Integer.MAX_VALUE;
        return;
      }
      journal.add(record.line() + ";" + record.flag() + ";" + outcome(record));
    }
    journal.add("Z;" + journal.size());
    folders.move(file, "done");
    folders.writeJournal(name, journal);
  }

  private String outcome(ImportRecord record) {
    try {
      ImportWork.Result done =
          database.transact(session -> new ImportWork(session, locks).run(record));
      if (done.changed()) {
        effects.add(Effect.Source.IMPORT, done.operation(), done.table(), done.cbMarq());
      }
      return "OK;" + quoted(done.name());
    } catch (Refused e) {
      StringBuilder line = new StringBuilder("REJET;");
      e.errors()
          .forEach(
              error -> line.append(';').append(error.code()).append(';').append(error.field()));
      return line.toString();
    } catch (Busy e) {
      return "REJET;;" + e.code() + ";";
    }
  }

  private static String quoted(String text) {
    boolean plain = text.equals(text.strip()) && !text.contains(";") && !text.contains("\"");
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
