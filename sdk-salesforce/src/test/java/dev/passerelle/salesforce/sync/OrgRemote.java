package dev.passerelle.salesforce.sync;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.salesforce.SalesforceCredentials;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.JournalEntry;
import dev.passerelle.simulators.salesforce.SalesforceFaults;
import dev.passerelle.simulators.salesforce.SalesforceRow;
import dev.passerelle.testkit.Remote;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The contract's view of one object of the simulated org, past the adapter. */
class OrgRemote implements Remote {
  static final String WRITES = "/composite$";

  final Orgs orgs;
  final String object;
  private final Map<Field<?>, Column<?>> columns = new LinkedHashMap<>();
  private String last = "";

  OrgRemote(Orgs orgs, String object, Column<?>... columns) {
    this.orgs = orgs;
    this.object = object;
    for (Column<?> column : columns) {
      this.columns.put(column.field(), column);
    }
  }

  @Override
  public RecordId create(Fields fields) {
    Map<String, Object> values = always();
    values.putAll(values(fields));
    last = orgs.simulator.user().create(object, values);
    others(last, fields);
    return RecordId.of(last);
  }

  /** Columns without which nobody can make a record. */
  Map<String, Object> always() {
    return new LinkedHashMap<>();
  }

  @Override
  public void edit(RecordId id, Fields changed) {
    Map<String, Object> values = values(changed);
    if (!values.isEmpty()) {
      orgs.simulator.user().update(object, id.value(), values);
    }
    others(id.value(), changed);
  }

  private Map<String, Object> values(Fields fields) {
    Map<String, Object> values = new LinkedHashMap<>();
    columns.values().forEach(column -> column.write(fields, values));
    return values;
  }

  /** Records of other objects that go with these fields. */
  void others(String id, Fields fields) {}

  /** Fields that lie elsewhere. */
  Fields elsewhere(SalesforceRow row) {
    return Fields.empty();
  }

  @Override
  public Optional<Fields> fields(RecordId id) {
    return orgs.simulator
        .user()
        .record(object, id.value())
        .filter(row -> !row.deleted())
        .map(
            row -> {
              Fields.Builder fields = Fields.builder();
              columns.values().forEach(column -> column.read(row, fields));
              return fields.setAll(elsewhere(row)).build();
            });
  }

  @Override
  public Instant now() {
    return orgs.theirs.instant();
  }

  @Override
  public void advance(Duration by) {
    orgs.pass(by);
    lateCalls();
  }

  @Override
  public long liveRecords(String reference) {
    lateCalls();
    return orgs.simulator.user().find(object, "ERP_Id__c", reference).size();
  }

  /** What is due late happens when its time comes: with the next call of anybody. */
  void lateCalls() {
    try (var client = orgs.settings.newClient(SalesforceCredentials.token(() -> "none"))) {
      client.versions();
    }
  }

  @Override
  public void delete(RecordId id) {
    orgs.simulator.user().delete(object, id.value());
  }

  @Override
  public void merge(RecordId loser, RecordId winner) {
    orgs.simulator.user().merge(object, winner.value(), loser.value());
  }

  @Override
  public void hide(RecordId id) {
    orgs.simulator.hide(id.value());
  }

  @Override
  public void forgetPositions() {
    orgs.pass(Duration.ofDays(20));
  }

  @Override
  public Duration visibilityDelay() {
    return Duration.ofMinutes(10);
  }

  @Override
  public void delayVisibility(Duration delay) {
    orgs.simulator.commitDelay(delay);
  }

  @Override
  public void delaySearch(Duration delay) {
    // Salesforce's search index lags; the connector never asks it: queries read the database.
  }

  @Override
  public void skewClock(Duration ahead) {
    orgs.theirs.advance(ahead);
  }

  @Override
  public void loseNextAnswer() {
    orgs.simulator.faults().next(1, "POST", WRITES, Fault.dropAfterCommit());
  }

  @Override
  public void timeOutNextWrite() {
    orgs.simulator.faults().next(1, "POST", WRITES, Fault.dropBeforeCommit());
  }

  @Override
  public void timeOutNextRead() {
    orgs.simulator.faults().next(1, "*", "/services/data/v", Fault.dropBeforeCommit());
  }

  @Override
  public void executeLate(Duration delay) {
    orgs.simulator.faults().next(1, "POST", WRITES, Fault.late(delay));
  }

  @Override
  public void throttle(Duration retryAfter) {
    // Salesforce gives no time; the gateways before it may.
    Fault tooMany =
        SalesforceFaults.concurrentLimit()
            .withHeader("Retry-After", Long.toString(retryAfter.toSeconds()));
    orgs.simulator.faults().next(1, "*", "/services/data/v", tooMany);
  }

  @Override
  public void expireCredentials(int afterRequests) {
    orgs.simulator.expireTokensAfter(afterRequests);
  }

  @Override
  public OptionalLong tokenRefreshes() {
    return OptionalLong.of(orgs.simulator.tokensIssued());
  }

  @Override
  public void refuseRecord(int index) {
    orgs.simulator.refuseRow(index);
  }

  @Override
  public void omitOutcome(int index) {
    orgs.simulator.omitRow(index);
  }

  @Override
  public void ignore(Field<?> field) {
    Column<?> column = columns.get(field);
    if (column == null || column.names().size() != 1) {
      Remote.cannot("ignore " + field);
      return;
    }
    orgs.simulator.automate(object, column.names().get(0), kept -> kept);
  }

  @Override
  public OptionalLong largestWrite() {
    return orgs.simulator.journal().entries().stream()
        .filter(entry -> entry.path().endsWith("/composite"))
        .mapToLong(JournalEntry::written)
        .max();
  }

  @Override
  public void answerHtml() {
    orgs.simulator.faults().next(1, "*", "/services/data/v", Fault.html(502));
  }

  @Override
  public void beUnavailable() {
    orgs.simulator.faults().next(1, "*", "/services/data/v", Fault.answer(503, ""));
  }

  @Override
  public void denyAccess() {
    orgs.simulator.faults().next(1, "*", "/services/data/v", SalesforceFaults.noAccess());
  }

  @Override
  public List<ErrorCase> errors() {
    return List.of(
        // Twice: a renewed token is refused as well.
        error("401 session", 2, SalesforceFaults.sessionExpired(), AuthenticationFailed.class),
        error(
            "401 not for REST",
            1,
            SalesforceFaults.error(
                401, "INVALID_SESSION_ID", "This session is not valid for use with the REST API"),
            AccessDenied.class),
        error("403 API off", 1, SalesforceFaults.apiDisabled(), AccessDenied.class),
        error("403 rights", 1, SalesforceFaults.noAccess(), AccessDenied.class),
        error("403 day", 1, SalesforceFaults.dailyLimit(), Throttled.class),
        error("403 at once", 1, SalesforceFaults.concurrentLimit(), Throttled.class),
        error(
            "400 query",
            1,
            SalesforceFaults.error(400, "MALFORMED_QUERY", "x"),
            RefusedByRemote.class),
        error(
            "400 lock",
            1,
            SalesforceFaults.error(400, "UNABLE_TO_LOCK_ROW", "x"),
            TransientFailure.class),
        error(
            "400 time",
            1,
            SalesforceFaults.error(400, "QUERY_TIMEOUT", "x"),
            TransientFailure.class),
        error(
            "500",
            1,
            SalesforceFaults.error(500, "UNKNOWN_EXCEPTION", "x"),
            TransientFailure.class),
        error(
            "503",
            1,
            SalesforceFaults.error(503, "SERVER_UNAVAILABLE", "x"),
            TransientFailure.class));
  }

  private ErrorCase error(
      String name, int times, Fault fault, Class<? extends PasserelleException> expected) {
    return new ErrorCase(
        name,
        () -> {
          // A throttled system must be left alone for as long as it said.
          orgs.pass(Duration.ofHours(2));
          orgs.simulator.faults().next(times, "POST", "/composite/sobjects/", fault);
        },
        expected);
  }

  @Override
  public Set<ShapeChange> shapeChanges() {
    return new LinkedHashSet<>(List.of(ShapeChange.CHANGE_TYPE, ShapeChange.REMOVE_FIELD));
  }

  @Override
  public void changeShape(ShapeChange change) {
    String column = columns.values().iterator().next().names().get(0);
    if (change == ShapeChange.CHANGE_TYPE) {
      orgs.simulator.changeType(object, column, "date");
    } else {
      orgs.simulator.removeField(object, column);
    }
  }

  @Override
  public void removeField(Field<?> field) {
    Column<?> column = columns.get(field);
    if (column == null || !column.names().get(0).endsWith("__c")) {
      Remote.cannot("remove a field that Salesforce defines");
      return;
    }
    orgs.simulator.removeField(object, column.names().get(0));
  }

  @Override
  public Set<String> secrets() {
    return Set.copyOf(orgs.secrets());
  }
}
