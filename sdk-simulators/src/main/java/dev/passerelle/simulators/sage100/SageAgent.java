package dev.passerelle.simulators.sage100;

import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.FaultScript;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The agent beside Sage, as its operator sees it: keys, capabilities, and what can go wrong with
 * it. Safe for use by several threads.
 */
public final class SageAgent {
  /** Everything that an agent can do. */
  public static final Set<String> CAPABILITIES =
      Set.copyOf(
          new TreeSet<>(
              Set.of(
                  "customer.create",
                  "customer.update",
                  "customer.sleep",
                  "customer.wake",
                  "contact.create",
                  "contact.update",
                  "contact.delete",
                  "document.create:0",
                  "document.create:1",
                  "price")));

  private final Map<String, Boolean> keys = new ConcurrentHashMap<>();
  private final AgentEngine engine;
  private final AgentJournal journal;
  private final FaultScript faults;
  private volatile boolean settling;
  private volatile boolean settleByHand;

  SageAgent(AgentEngine engine, AgentJournal journal, FaultScript faults) {
    this.engine = engine;
    this.journal = journal;
    this.faults = faults;
  }

  /** Makes a key valid. */
  public void allow(String key, boolean mayWrite) {
    keys.put(key, mayWrite);
  }

  /** Makes a key invalid. */
  public void revoke(String key) {
    keys.remove(key);
  }

  /** This agent does nothing but this. */
  public void capabilities(Set<String> only) {
    engine.capabilities(only);
  }

  /**
   * The agent's process ends during the next batch, at this point of its first operation; the
   * caller gets no answer. The process starts again at once and looks in Sage what became of the
   * operation: before the next call, or when {@link #settle} is called if that is wanted.
   */
  public void crash(CrashPoint point, boolean settleByHandOnly) {
    settleByHand = settleByHandOnly;
    engine.crashAt(point);
    faults.next(1, "POST", "^/v1/batch$", Fault.dropAfterCommit());
  }

  /** After a crash: looks in Sage what became of the operations that had begun. */
  public void settle() {
    engine.settle();
    settling = false;
  }

  /** The next operations are answered {@code executing} and take effect at {@link #finish}. */
  public void defer(int operations) {
    engine.defer(operations);
  }

  /**
   * Ends the operations that were put off.
   *
   * @return how many there were
   */
  public int finish() {
    return engine.finish();
  }

  /** The journal is lost; the agent says so by another instance. */
  public void loseJournal() {
    journal.lose();
  }

  void crashed() {
    settling = true;
  }

  /** Whether the agent is still looking after a crash; looks now, unless that is left to a test. */
  boolean isSettling() {
    if (settling && !settleByHand) {
      settle();
    }
    return settling;
  }

  AgentEngine engine() {
    return engine;
  }

  AgentJournal journal() {
    return journal;
  }

  /** Whether this key may write; empty if it is none. */
  Optional<Boolean> rightsOf(String given) {
    byte[] bytes = given.getBytes(StandardCharsets.UTF_8);
    return keys.entrySet().stream()
        .filter(
            entry -> MessageDigest.isEqual(bytes, entry.getKey().getBytes(StandardCharsets.UTF_8)))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
