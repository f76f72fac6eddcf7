package dev.passerelle.sap.businessone.sync;

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
import dev.passerelle.simulators.businessone.BusinessOneFaults;
import dev.passerelle.simulators.businessone.BusinessOneSimulator;
import dev.passerelle.testkit.Remote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The contract's view of one set of the simulated company, past the adapter. */
abstract class CompanyRemote implements Remote {
  final Companies companies;
  final BusinessOneSimulator sap;
  final String set;

  CompanyRemote(Companies companies, String set) {
    this.companies = companies;
    this.sap = companies.simulator;
    this.set = set;
  }

  /** The values of a new record. */
  abstract Map<String, Object> created(Fields fields);

  /** The values that change. */
  abstract Map<String, Object> edited(RecordId id, Fields changed);

  /** What is true of a record. */
  abstract Fields read(Map<String, Object> record);

  /** What ids begin with, where a type lies in several sets. */
  String prefix() {
    return "";
  }

  final String key(RecordId id) {
    return id.value().substring(prefix().length());
  }

  @Override
  public RecordId create(Fields fields) {
    return RecordId.of(prefix() + sap.user().create(set, created(fields)));
  }

  @Override
  public void edit(RecordId id, Fields changed) {
    sap.user().update(set, key(id), edited(id, changed));
  }

  @Override
  public Optional<Fields> fields(RecordId id) {
    return sap.user().record(set, key(id)).map(this::read);
  }

  @Override
  public Instant now() {
    return companies.theirs.instant();
  }

  @Override
  public void advance(Duration by) {
    companies.pass(by);
    // What is due late happens when its time comes; a call of anybody's brings it about.
    late();
  }

  private void late() {
    try (var client =
        dev.passerelle.sap.businessone.BusinessOneClient.of(
            dev.passerelle.sap.businessone.BusinessOneSettings.builder(
                    sap.baseUrl(), "no", "no", () -> "no")
                .time(companies.ours, by -> {})
                .attempts(1)
                .build())) {
      if (due) {
        client.businessPartners().find("no");
      }
    } catch (PasserelleException e) {
      // Nobody is let in; the call was all that was needed.
    }
  }

  private boolean due;

  /** Something is to be carried out late. */
  final void late(boolean expected) {
    due = expected;
  }

  @Override
  public long liveRecords(String reference) {
    return sap.user().records(set).stream()
        .filter(record -> reference.equals(record.get("U_PasReference")))
        .count();
  }

  @Override
  public void archive(RecordId id) {
    sap.user().update(set, id.value(), Map.of("Valid", "tNO", "Frozen", "tYES"));
  }

  @Override
  public void delete(RecordId id) {
    sap.user().delete(set, id.value());
  }

  @Override
  public void skewClock(Duration ahead) {
    companies.theirs.advance(ahead);
  }

  private void writes(Fault fault) {
    sap.faults().clear();
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
    sap.faults().next(1, "GET", ".*", Fault.dropBeforeCommit());
  }

  @Override
  public void executeLate(Duration delay) {
    due = true;
    sap.faults().next(1, "POST", "batch$", Fault.late(delay));
  }

  @Override
  public void throttle(Duration retryAfter) {
    sap.faults()
        .next(
            1,
            "*",
            ".*",
            Fault.answer(429, "").withHeader("Retry-After", "" + retryAfter.toSeconds()));
  }

  @Override
  public void expireCredentials(int afterRequests) {
    companies.after(afterRequests, sap::expireSessions);
  }

  @Override
  public OptionalLong tokenRefreshes() {
    return OptionalLong.of(sap.logins());
  }

  @Override
  public void refuseRecord(int index) {
    sap.refusePart(index);
  }

  @Override
  public void omitOutcome(int index) {
    sap.omitPart(index);
  }

  @Override
  public OptionalLong largestWrite() {
    return sap.journal().entries().stream().mapToLong(JournalEntry::written).max();
  }

  @Override
  public void answerHtml() {
    sap.faults().next(1, "*", ".*", BusinessOneFaults.proxy());
  }

  @Override
  public void beUnavailable() {
    sap.faults().next(1, "*", ".*", Fault.answer(503, ""));
  }

  @Override
  public void denyAccess() {
    sap.faults().next(1, "GET", ".*", BusinessOneFaults.error(403, -5000, "No permission"));
  }

  @Override
  public List<ErrorCase> errors() {
    return List.of(
        // Twice: a new session is refused as well.
        error("401/301", 2, BusinessOneFaults.deadSession(), AuthenticationFailed.class),
        error("400/-5002", 1, BusinessOneFaults.error(400, -5002, "no"), RefusedByRemote.class),
        error(
            "400/-1116 of v1",
            1,
            BusinessOneFaults.errorOfVersionOne(400, -1116, "(9) 'x' not allowed"),
            RefusedByRemote.class),
        error("400/-2038", 1, BusinessOneFaults.locked(), TransientFailure.class),
        error("400/-2039", 1, BusinessOneFaults.error(400, -2039, "x"), StaleRecord.class),
        error("403", 1, BusinessOneFaults.error(403, -5000, "no"), AccessDenied.class),
        error("500", 1, BusinessOneFaults.error(500, -1, "no"), TransientFailure.class),
        error("504", 1, Fault.answer(504, ""), TransientFailure.class));
  }

  private ErrorCase error(
      String name, int times, Fault fault, Class<? extends PasserelleException> expected) {
    return new ErrorCase(name, () -> sap.faults().next(times, "GET", set, fault), expected);
  }

  @Override
  public Set<String> secrets() {
    return Set.of(BusinessOneSimulator.PASSWORD);
  }
}
