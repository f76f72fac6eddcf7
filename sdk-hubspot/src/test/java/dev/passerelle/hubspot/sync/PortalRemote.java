package dev.passerelle.hubspot.sync;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.JournalEntry;
import dev.passerelle.simulators.hubspot.HubSpotFaults;
import dev.passerelle.simulators.hubspot.HubSpotRecord;
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

/** The contract's view of one object type of the simulated account, past the adapter. */
class PortalRemote implements Remote {
  private static final String WRITES = "/batch/(create|update|upsert|archive)$";
  private static final String SCOPES =
      "{\"status\":\"error\",\"category\":\"MISSING_SCOPES\",\"message\":\"no\","
          + "\"errors\":[{\"message\":\"scopes\",\"context\":"
          + "{\"requiredGranularScopes\":[\"crm.objects.companies.read\"]}}]}";

  final Portals portals;
  final String objectType;
  private final String reference;
  private final Map<Field<?>, Column<?>> columns = new LinkedHashMap<>();
  private String last = "";

  PortalRemote(Portals portals, String objectType, String reference, Column<?>... columns) {
    this.portals = portals;
    this.objectType = objectType;
    this.reference = reference;
    for (Column<?> column : columns) {
      this.columns.put(column.field(), column);
    }
  }

  @Override
  public RecordId create(Fields fields) {
    last = portals.simulator.user().create(objectType, values(fields)).id();
    links(last, fields);
    return RecordId.of(last);
  }

  @Override
  public void edit(RecordId id, Fields changed) {
    Map<String, String> values = values(changed);
    if (!values.isEmpty()) {
      portals.simulator.user().update(objectType, id.value(), values);
    }
    links(id.value(), changed);
  }

  private Map<String, String> values(Fields fields) {
    Map<String, String> values = new LinkedHashMap<>();
    columns.values().forEach(column -> column.write(fields, values));
    return values;
  }

  /** Associations and other records that go with these fields. */
  void links(String id, Fields fields) {}

  /** Fields that lie elsewhere. */
  Fields linked(HubSpotRecord record) {
    return Fields.empty();
  }

  @Override
  public Optional<Fields> fields(RecordId id) {
    return portals
        .simulator
        .user()
        .record(objectType, id.value())
        .filter(record -> !record.archived())
        .map(
            record -> {
              Fields.Builder fields = Fields.builder();
              columns.values().forEach(column -> column.read(record, fields));
              return fields.setAll(linked(record)).build();
            });
  }

  @Override
  public Instant now() {
    return portals.theirs.instant();
  }

  @Override
  public void advance(Duration by) {
    portals.pass(by);
    // What is due late happens when its time comes, not when somebody calls.
    portals.simulator.user().records(objectType);
  }

  @Override
  public long liveRecords(String value) {
    lateCalls();
    return portals.simulator.user().find(objectType, reference, value).size();
  }

  private void lateCalls() {
    try (HubSpotClient client = portals.administrator()) {
      client.account().details();
    }
  }

  @Override
  public void delete(RecordId id) {
    portals.simulator.user().archive(objectType, id.value());
  }

  @Override
  public void merge(RecordId loser, RecordId winner) {
    portals.simulator.user().merge(objectType, winner.value(), loser.value());
  }

  @Override
  public Duration visibilityDelay() {
    return Duration.ofSeconds(90);
  }

  @Override
  public void delayVisibility(Duration delay) {
    portals.simulator.indexLag(delay);
  }

  @Override
  public void delaySearch(Duration delay) {
    portals.simulator.indexLag(delay);
  }

  @Override
  public void skewClock(Duration ahead) {
    portals.theirs.advance(ahead);
  }

  @Override
  public void loseNextAnswer() {
    portals.simulator.faults().next(1, "POST", WRITES, Fault.dropAfterCommit());
  }

  @Override
  public void timeOutNextWrite() {
    portals.simulator.faults().next(1, "POST", WRITES, Fault.dropBeforeCommit());
  }

  @Override
  public void timeOutNextRead() {
    portals.simulator.faults().next(1, "*", ".*", Fault.dropBeforeCommit());
  }

  @Override
  public void executeLate(Duration delay) {
    portals.simulator.faults().next(1, "POST", WRITES, Fault.late(delay));
  }

  @Override
  public void throttle(Duration retryAfter) {
    portals
        .simulator
        .faults()
        .next(1, "*", ".*", HubSpotFaults.tooManyRequests((int) retryAfter.toSeconds()));
  }

  @Override
  public void expireCredentials(int afterRequests) {
    portals.tampering.after(afterRequests, portals.simulator.oauth()::expireAccessTokens);
  }

  @Override
  public OptionalLong tokenRefreshes() {
    return OptionalLong.of(portals.simulator.oauth().refreshes());
  }

  @Override
  public void refuseRecord(int index) {
    portals.tampering.spoilRow(index);
  }

  @Override
  public void omitOutcome(int index) {
    portals.tampering.omitRow(index);
  }

  @Override
  public void shuffleAnswers() {
    // The simulator never answers in the order of the rows.
  }

  @Override
  public void ignore(Field<?> field) {
    Column<?> column = columns.get(field);
    if (column == null || column.properties().size() != 1) {
      Remote.cannot("ignore " + field);
      return;
    }
    String property = column.properties().get(0);
    String kept =
        portals
            .simulator
            .user()
            .record(objectType, last)
            .flatMap(record -> record.value(property))
            .orElse("");
    portals.simulator.normalise(objectType, property, value -> kept);
  }

  @Override
  public OptionalLong largestWrite() {
    return portals.simulator.journal().entries().stream()
        .filter(entry -> entry.path().contains("/batch/"))
        .mapToLong(JournalEntry::written)
        .max();
  }

  @Override
  public void answerHtml() {
    portals.simulator.faults().next(1, "*", ".*", Fault.html(502));
  }

  @Override
  public void beUnavailable() {
    portals.simulator.faults().next(1, "*", ".*", Fault.answer(503, ""));
  }

  @Override
  public void denyAccess() {
    portals.simulator.faults().next(1, "*", "/crm/", Fault.answer(403, SCOPES));
  }

  @Override
  public List<ErrorCase> errors() {
    return List.of(
        // Twice: a renewed token is refused as well.
        error("401 invalid", 2, refusal(401, "INVALID_AUTHENTICATION"), AuthenticationFailed.class),
        error("403 scope", 1, Fault.answer(403, SCOPES), AccessDenied.class),
        error("400", 1, refusal(400, "VALIDATION_ERROR"), RefusedByRemote.class),
        error("414", 1, refusal(414, "URI_TOO_LONG"), RefusedByRemote.class),
        error("423", 1, HubSpotFaults.locked(), TransientFailure.class),
        error("429 burst", 1, HubSpotFaults.tooManyRequests(7), Throttled.class),
        error("477", 1, HubSpotFaults.migrating(3600), Throttled.class),
        error("500", 1, HubSpotFaults.internalError(), TransientFailure.class),
        error("524", 1, Fault.answer(524, ""), TransientFailure.class));
  }

  private static Fault refusal(int status, String category) {
    return HubSpotFaults.error(status, category, "no");
  }

  private ErrorCase error(
      String name,
      int times,
      Fault fault,
      Class<? extends dev.passerelle.core.error.PasserelleException> expected) {
    return new ErrorCase(
        name,
        () -> {
          // A throttled system must be left alone for as long as it said.
          portals.pass(Duration.ofHours(2));
          failReads(times, fault);
        },
        expected);
  }

  /** What the next reads of a record by id meet. */
  void failReads(int times, Fault fault) {
    portals.simulator.faults().next(times, "POST", "/batch/read$", fault);
  }

  @Override
  public Set<ShapeChange> shapeChanges() {
    return new LinkedHashSet<>(List.of(ShapeChange.CHANGE_TYPE, ShapeChange.REMOVE_FIELD));
  }

  @Override
  public void changeShape(ShapeChange change) {
    String property = columns.values().iterator().next().properties().get(0);
    if (change == ShapeChange.CHANGE_TYPE) {
      change(property, Map.of("type", "date", "fieldType", "date"));
    } else {
      removeProperty(property);
    }
  }

  @Override
  public void removeField(Field<?> field) {
    Column<?> column = columns.get(field);
    if (column == null || !column.properties().get(0).startsWith("erp_")) {
      Remote.cannot("remove a field that HubSpot defines");
      return;
    }
    removeProperty(column.properties().get(0));
  }

  private void removeProperty(String property) {
    try (HubSpotClient client = portals.administrator()) {
      client.raw().delete(path(property));
    }
  }

  private void change(String property, Map<String, String> changes) {
    try (HubSpotClient client = portals.administrator()) {
      client.raw().patch(path(property), JsonTree.of(changes));
    }
  }

  private String path(String property) {
    return "crm/properties/" + HubSpotClient.API_VERSION + "/" + objectType + "/" + property;
  }

  @Override
  public Set<String> secrets() {
    return Set.copyOf(portals.secrets());
  }
}
