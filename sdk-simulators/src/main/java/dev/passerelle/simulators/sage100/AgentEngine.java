package dev.passerelle.simulators.sage100;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Carries out the agent's operations, each once (contract of the agent, §3 and §6). */
final class AgentEngine {
  private final SageDatabase database;
  private final SageLocks locks;
  private final Effects effects;
  private final Clock clock;
  private final AgentJournal journal;
  private final Content content;
  private final AtomicReference<@Nullable CrashPoint> crash = new AtomicReference<>();
  private final List<Deferred> deferred = new ArrayList<>();
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private int toDefer;
  private volatile Set<String> capabilities = SageAgent.CAPABILITIES;

  AgentEngine(
      SageDatabase database, SageLocks locks, Effects effects, Clock clock, AgentJournal journal) {
    this.database = database;
    this.locks = locks;
    this.effects = effects;
    this.clock = clock;
    this.journal = journal;
    this.content = new Content(database.schema());
  }

  void crashAt(CrashPoint point) {
    crash.set(point);
  }

  void capabilities(Set<String> only) {
    capabilities = Set.copyOf(only);
  }

  Set<String> capabilities() {
    return capabilities;
  }

  synchronized void defer(int operations) {
    toDefer = operations;
  }

  /** Ends the operations that were put off. */
  int finish() {
    List<Deferred> due;
    synchronized (this) {
      due = List.copyOf(deferred);
      deferred.clear();
    }
    due.forEach(each -> execute(each.operation, each.source));
    return due.size();
  }

  /**
   * Carries out one operation.
   *
   * @param notAfter when it must not begin any more, or null
   * @return the outcome, without the key
   */
  Map<String, Object> perform(
      Operation operation, @Nullable Instant notAfter, Effect.Source source) {
    String canonical = content.of(operation);
    Optional<AgentJournal.Entry> known = journal.find(operation.reference());
    boolean mayBegin = known.isEmpty() || known.get().state() == AgentJournal.State.REFUSED;
    if (mayBegin && notAfter != null && clock.instant().isAfter(notAfter)) {
      return busy("EXPIRED");
    }
    Optional<AgentJournal.Entry> other = journal.begin(operation.reference(), canonical);
    if (other.isPresent()) {
      return standing(other.get(), canonical);
    }
    if (putOff(operation, source)) {
      return outcome("executing");
    }
    return execute(operation, source);
  }

  private synchronized boolean putOff(Operation operation, Effect.Source source) {
    if (toDefer == 0) {
      return false;
    }
    toDefer--;
    deferred.add(new Deferred(operation, source));
    return true;
  }

  private static Map<String, Object> standing(AgentJournal.Entry entry, String canonical) {
    if (!entry.content().equals(canonical)) {
      return refused(List.of(FieldError.of("REFERENCE_REUSED", "reference")));
    }
    if (entry.state() == AgentJournal.State.EXECUTING) {
      return outcome("executing");
    }
    Map<String, Object> outcome = outcome("done");
    outcome.put("repeated", true);
    outcome.putAll(entry.members());
    return outcome;
  }

  private Map<String, Object> execute(Operation operation, Effect.Source source) {
    running.add(operation.reference());
    try {
      return judge(operation, source);
    } finally {
      running.remove(operation.reference());
    }
  }

  private Map<String, Object> judge(Operation operation, Effect.Source source) {
    String reference = operation.reference();
    try {
      Map<String, Object> members = inSage(operation, source);
      journal.end(reference, AgentJournal.State.DONE, members);
      Map<String, Object> outcome = outcome("done");
      outcome.put("repeated", false);
      outcome.putAll(members);
      return outcome;
    } catch (Refused e) {
      journal.end(reference, AgentJournal.State.REFUSED, errors(e.errors()));
      return refused(e.errors());
    } catch (Stale e) {
      Map<String, Object> current = Map.of("errors", List.of(), "current", e.current());
      journal.end(reference, AgentJournal.State.REFUSED, current);
      Map<String, Object> outcome = outcome("stale");
      outcome.put("current", e.current());
      return outcome;
    } catch (Busy e) {
      journal.forget(reference);
      return busy(e.code());
    }
  }

  private Map<String, Object> inSage(Operation operation, Effect.Source source) {
    Work[] work = new Work[1];
    Map<String, Object> members =
        database.transact(
            session -> {
              work[0] = prepare(session, operation);
              lock(work[0]);
              journal.probe(operation.reference(), work[0].probe());
              crashIf(CrashPoint.JOURNALLED);
              return work[0].effect()
                  ? work[0].run().apply(session)
                  : work[0].probe().apply(session).orElseThrow();
            });
    if (work[0].effect()) {
      effects.add(source, operation.name(), work[0].table(), cbMarq(members));
    }
    crashIf(CrashPoint.COMMITTED);
    return members;
  }

  static int cbMarq(Map<String, Object> members) {
    return members.get("record") instanceof Map<?, ?> record
            && record.get("cbMarq") instanceof Integer number
        ? number
        : 0;
  }

  private void lock(Work work) {
    locks.take(work.table(), work.record());
    if (work.table().equals("F_DOCENTETE")) {
      locks.take("F_DOCCURRENTPIECE", 0);
    }
  }

  private void crashIf(CrashPoint point) {
    if (crash.compareAndSet(point, null)) {
      throw new AgentCrash();
    }
  }

  private Work prepare(SageSession session, Operation operation) {
    if (!locks.closedFor().isEmpty()) {
      throw new Busy(locks.closedFor());
    }
    if (!capabilities.contains(operation.capability())
        && !operation.capability().startsWith("document.create:null")) {
      throw new Refused(FieldError.of("NOT_SUPPORTED", "operation"));
    }
    PartyOperations parties = new PartyOperations(session);
    return switch (operation.name()) {
      case "customer.create" -> parties.createCustomer(operation);
      case "customer.update" -> parties.updateCustomer(operation);
      case "customer.sleep" -> parties.setDormant(operation, 1);
      case "customer.wake" -> parties.setDormant(operation, 0);
      case "contact.create" -> parties.createContact(operation);
      case "contact.update" -> parties.updateContact(operation);
      case "contact.delete" -> parties.deleteContact(operation);
      case "document.create" -> new DocumentOperations(session).create(operation);
      default -> throw new Refused(FieldError.of("NOT_SUPPORTED", "operation"));
    };
  }

  /** After a crash: looks in Sage what became of the operations that had begun. */
  void settle() {
    Set<String> waiting = waiting();
    for (String reference : journal.executing()) {
      if (!waiting.contains(reference) && !running.contains(reference)) {
        settle(reference);
      }
    }
  }

  private synchronized Set<String> waiting() {
    return Set.copyOf(deferred.stream().map(each -> each.operation.reference()).toList());
  }

  private void settle(String reference) {
    AgentJournal.Entry entry = journal.find(reference).orElseThrow();
    var probe = entry.probe();
    Optional<Map<String, Object>> found =
        probe == null ? Optional.empty() : database.transact(probe);
    if (found.isPresent()) {
      journal.end(reference, AgentJournal.State.DONE, found.get());
    } else {
      journal.forget(reference);
    }
  }

  static Map<String, Object> outcome(String word) {
    Map<String, Object> outcome = new LinkedHashMap<>();
    outcome.put("outcome", word);
    return outcome;
  }

  static Map<String, Object> busy(String code) {
    Map<String, Object> outcome = outcome("busy");
    outcome.put("code", code);
    return outcome;
  }

  static Map<String, Object> refused(List<FieldError> errors) {
    Map<String, Object> outcome = outcome("refused");
    outcome.putAll(errors(errors));
    return outcome;
  }

  private static Map<String, Object> errors(List<FieldError> errors) {
    return Map.of("errors", errors.stream().map(FieldError::toJson).toList());
  }

  private record Deferred(Operation operation, Effect.Source source) {}
}
