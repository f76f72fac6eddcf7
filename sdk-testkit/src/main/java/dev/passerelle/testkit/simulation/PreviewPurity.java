package dev.passerelle.testkit.simulation;

import dev.passerelle.core.PlannedWrite;
import dev.passerelle.core.SyncPlan;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.state.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A preview writes nothing, and the run that follows writes the same fields of the same records for
 * the same reasons, no more and no fewer (invariant 15). New records have no id yet in a preview:
 * they are compared by type, and what is written on them again in the same run, once their system
 * shows them, is left out. What a system refuses or does not answer no preview can know, nor what a
 * record shows that it calls stale: that one and its counterpart are decided again in the same run.
 * Nor can an engine whose state was put back know which of the creates that it shows were done
 * before.
 */
final class PreviewPurity implements Oracle, Watcher {
  /** Only the system that makes a document knows it. */
  private static final String GROSS = " " + DocumentReport.TOTAL_GROSS.name() + ":";

  private final Set<String> shown = new TreeSet<>();
  private final Set<String> recorded = new HashSet<>();
  private final Set<String> sent = new HashSet<>();
  private final Map<String, Row> audit = new HashMap<>();
  private final Set<String> made = new HashSet<>();

  /** Writes that were sent, by their keys, and the records that they were for. */
  private final Map<String, String> targets = new HashMap<>();

  private final Set<String> stale = new HashSet<>();
  private final Predicate<String> unsure;
  private boolean allWritten = true;
  private int sendings;

  /**
   * An oracle for one world.
   *
   * @param automated whether an automation changes what was written, at once: no preview knows
   */
  PreviewPurity(boolean automated) {
    unsure =
        line ->
            line.contains(GROSS)
                || line.contains(" new update ")
                || automated && line.contains(" name: ");
  }

  /** A preview begins. */
  void begin() {
    sendings = 0;
  }

  /** Takes note of what a preview showed, in a world in which nothing else happens. */
  void note(SyncPlan plan) {
    shown.clear();
    recorded.clear();
    sent.clear();
    audit.clear();
    made.clear();
    targets.clear();
    stale.clear();
    allWritten = true;
    for (PlannedWrite write : plan.writes()) {
      boolean fresh = write.record().startsWith("(");
      String record =
          write.system() + "/" + write.entity() + " " + (fresh ? "new" : write.record());
      recorded.add(record);
      shown.add(record + " " + write.operation() + " " + write.field() + ": " + write.reason());
    }
  }

  @Override
  public void committed(String node, List<Mutation> mutations) {
    for (Mutation mutation : mutations) {
      Row row = mutation.row();
      if (mutation.in("audit") && row != null) {
        audit.put(row.number("seq") + "", row);
      }
    }
  }

  @Override
  public void sending(String node, String feed, List<Write> writes) {
    writes.forEach(
        write -> write.target().ifPresent(id -> targets.put(write.key(), feed + " " + id)));
    sent.addAll(targets.values());
    sendings += writes.size();
  }

  @Override
  public void answered(String node, String feed, List<WriteResult> results) {
    for (WriteResult result : results) {
      if (result instanceof WriteResult.Written written) {
        if (written.created()) {
          made.add(feed + " " + written.snapshot().id());
        }
      } else {
        allWritten = false;
        if (result instanceof WriteResult.Stale && targets.containsKey(result.key())) {
          stale.add(targets.get(result.key()));
        }
      }
    }
  }

  /** What a preview itself did. */
  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    // Without a request of its own, what was written meanwhile is one that executed late.
    if (sendings > 0) {
      breach.accept("a preview sent " + sendings + " writes");
      fresh.stream()
          .filter(Effect::byEngine)
          .forEach(effect -> breach.accept("a preview wrote " + effect));
    }
  }

  /** What the next run did. */
  void judgeRun(List<LinkRow> links, Consumer<String> breach) {
    Set<String> done = new TreeSet<>();
    for (Row row : audit.values()) {
      String record = row.text("feed") + " " + row.text("id");
      String name = made.contains(record) ? row.text("feed") + " new" : record;
      done.add(
          name + " " + row.text("operation") + " " + row.text("field") + ": " + row.text("reason"));
    }
    if (allWritten) {
      compare("the run wrote what no preview had shown: ", done, shown, breach);
      compare("a preview showed what the run did not write: ", shown, done, breach);
    }
    sent.removeAll(made);
    links.stream()
        .map(LinkRow::records)
        .filter(records -> records.stream().anyMatch(stale::contains))
        .forEach(sent::removeAll);
    compare("the run sent a write to what no preview had shown: ", sent, recorded, breach);
  }

  private void compare(String what, Set<String> these, Set<String> those, Consumer<String> breach) {
    Set<String> missing = new TreeSet<>(these);
    missing.removeAll(those);
    missing.removeIf(unsure);
    if (!missing.isEmpty()) {
      breach.accept(what + missing);
    }
  }
}
