package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.StaleRecord;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.JournalEntry;
import dev.passerelle.simulators.s4hana.S4HanaFaults;
import dev.passerelle.simulators.s4hana.S4HanaSimulator;
import dev.passerelle.simulators.s4hana.S4HanaUser;
import dev.passerelle.testkit.Remote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The contract's view of one set of the simulated system, past the adapter. */
abstract class SystemRemote implements Remote {
  final Systems systems;
  final S4HanaSimulator sap;
  final S4HanaUser user;
  final String set;

  SystemRemote(Systems systems, String set) {
    this.systems = systems;
    this.sap = systems.simulator;
    this.user = systems.simulator.user();
    this.set = set;
  }

  /** What is true of a record. */
  abstract Fields read(Map<String, Object> record);

  /** The property of our reference. */
  String reference() {
    return "PurchaseOrderByCustomer";
  }

  /** The set as the connector's addresses have it. */
  String target() {
    return set;
  }

  /** The first part of the record's key. */
  String key(RecordId id) {
    return id.value();
  }

  @Override
  public Optional<Fields> fields(RecordId id) {
    return user.record(set, key(id)).map(this::read);
  }

  @Override
  public Instant now() {
    return systems.theirs.instant();
  }

  private boolean due;

  @Override
  public void advance(Duration by) {
    systems.pass(by);
    if (due) {
      sap.executeLateCalls();
      due = false;
    }
  }

  @Override
  public long liveRecords(String reference) {
    return user.rows(set, Map.of(reference(), reference)).size();
  }

  @Override
  public void skewClock(Duration ahead) {
    systems.theirs.advance(ahead);
  }

  private void writes(Fault fault) {
    sap.faults().clear();
    sap.faults().next(1, "POST", target() + "$", fault);
    sap.faults().next(1, "POST", "batch$", fault);
    sap.faults().next(1, "PATCH", ".*", fault);
    sap.faults().next(1, "DELETE", ".*", fault);
  }

  @Override
  public void loseNextAnswer() {
    writes(Fault.dropAfterCommit());
  }

  @Override
  public void timeOutNextWrite() {
    writes(Fault.dropBeforeCommit());
  }

  @Override
  public void timeOutNextRead() {
    sap.faults().next(1, "GET", target(), Fault.dropBeforeCommit());
  }

  @Override
  public void executeLate(Duration delay) {
    due = true;
    sap.faults().next(1, "POST", target() + "$", Fault.late(delay));
  }

  @Override
  public void throttle(Duration retryAfter) {
    sap.faults()
        .next(
            1,
            "*",
            target(),
            Fault.answer(429, "").withHeader("Retry-After", "" + retryAfter.toSeconds()));
  }

  @Override
  public void expireCredentials(int afterRequests) {
    systems.after(afterRequests, sap::expireSessions);
  }

  @Override
  public OptionalLong tokenRefreshes() {
    return OptionalLong.of(sap.tokens());
  }

  @Override
  public OptionalLong largestWrite() {
    return sap.journal().entries().stream().mapToLong(JournalEntry::written).max();
  }

  @Override
  public void answerHtml() {
    sap.faults().next(1, "GET", target(), S4HanaFaults.dispatcher());
  }

  @Override
  public void beUnavailable() {
    sap.faults().next(1, "GET", target(), Fault.answer(503, ""));
  }

  @Override
  public void denyAccess() {
    sap.faults()
        .next(
            1,
            "GET",
            target(),
            S4HanaFaults.error(403, "/IWFND/CM_MGW_RT/403", "No authorization"));
  }

  @Override
  public List<ErrorCase> errors() {
    return List.of(
        error("401", Fault.html(401), AuthenticationFailed.class),
        error("403", S4HanaFaults.error(403, "X/1", "no"), AccessDenied.class),
        error(
            "404 of a service",
            S4HanaFaults.error(404, "/IWFND/MED/170", "No service found"),
            AccessDenied.class),
        error("400 business", S4HanaFaults.error(400, "V1/302", "no"), RefusedByRemote.class),
        error(
            "400 of version 4",
            S4HanaFaults.errorOfVersionFour(400, "V1/302", "no"),
            RefusedByRemote.class),
        error("400 locked", S4HanaFaults.locked(), TransientFailure.class),
        error("412", S4HanaFaults.error(412, "X/1", "no"), StaleRecord.class),
        error("423", Fault.answer(423, ""), TransientFailure.class),
        error("500", S4HanaFaults.error(500, "SY/530", "dump"), TransientFailure.class),
        error("504", Fault.answer(504, ""), TransientFailure.class));
  }

  private ErrorCase error(String name, Fault fault, Class<? extends PasserelleException> expected) {
    return new ErrorCase(name, () -> sap.faults().next(1, "GET", target(), fault), expected);
  }

  @Override
  public Set<String> secrets() {
    return Set.of(S4HanaSimulator.PASSWORD);
  }
}
