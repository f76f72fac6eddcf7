package dev.passerelle.odoo.sync;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.JournalEntry;
import dev.passerelle.simulators.odoo.OdooSimulator;
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

/** The contract's view of one model of the simulated server, past the adapter. */
class ServerRemote implements Remote {
  static final String WRITES = "load|write|create|unlink|action_.*";
  private static final String READS = "search_read|read|search";

  final Servers servers;
  final String model;
  private final Map<String, Object> usual;
  private final Map<Field<?>, Column<?>> columns = new LinkedHashMap<>();
  private final String distinct;

  /**
   * @param usual what a user's screen fills in
   * @param distinct a field of which no two samples have the same value
   */
  ServerRemote(
      Servers servers,
      String model,
      Map<String, Object> usual,
      String distinct,
      Column<?>... columns) {
    this.servers = servers;
    this.model = model;
    this.usual = usual;
    this.distinct = distinct;
    for (Column<?> column : columns) {
      this.columns.put(column.field(), column);
    }
  }

  @Override
  public RecordId create(Fields fields) {
    Map<String, Object> values = new LinkedHashMap<>(usual);
    values.putAll(values(fields));
    return RecordId.of(Long.toString(servers.user().create(model, values)));
  }

  @Override
  public void edit(RecordId id, Fields changed) {
    servers.user().write(model, id(id), values(changed));
  }

  static long id(RecordId id) {
    return Long.parseLong(id.value());
  }

  Map<String, Object> values(Fields fields) {
    Map<String, Object> values = new LinkedHashMap<>();
    columns.values().forEach(column -> column.write(fields, values));
    return values;
  }

  @Override
  public Optional<Fields> fields(RecordId id) {
    return servers.user().record(model, id(id)).map(record -> fields(id, record));
  }

  Fields fields(RecordId id, Map<String, Object> record) {
    Fields.Builder fields = Fields.builder();
    columns.values().forEach(column -> column.read(record, fields));
    return fields.build();
  }

  @Override
  public Instant now() {
    return servers.theirs.instant();
  }

  @Override
  public void advance(Duration by) {
    servers.pass(by);
    // What is due happens when its time comes, not when somebody calls.
    servers.simulator.wake();
    servers.user().ids(model);
  }

  @Override
  public long liveRecords(String reference) {
    servers.simulator.wake();
    Optional<Object> value =
        servers
            .user()
            .byExternalId("passerelle." + reference)
            .flatMap(id -> servers.user().record(model, id))
            .map(record -> record.get(distinct));
    return value
        .map(
            one ->
                servers.user().ids(model).stream()
                    .flatMap(id -> servers.user().record(model, id).stream())
                    .filter(record -> one.equals(record.get(distinct)))
                    .count())
        .orElse(0L);
  }

  @Override
  public void archive(RecordId id) {
    servers.user().archive(model, id(id), true);
  }

  @Override
  public void delete(RecordId id) {
    servers.user().unlink(model, id(id));
  }

  @Override
  public void hide(RecordId id) {
    servers.simulator.hide(model, id(id));
  }

  @Override
  public Duration visibilityDelay() {
    return Duration.ofMinutes(2);
  }

  @Override
  public void delayVisibility(Duration delay) {
    servers.simulator.delayCommits(delay);
  }

  @Override
  public void delaySearch(Duration delay) {
    // Odoo searches its tables: nothing lags.
  }

  @Override
  public void skewClock(Duration ahead) {
    servers.theirs.advance(ahead);
  }

  @Override
  public void loseNextAnswer() {
    servers.simulator.loseAnswer(WRITES);
  }

  @Override
  public void timeOutNextWrite() {
    servers.simulator.dropRequest(WRITES);
  }

  @Override
  public void timeOutNextRead() {
    servers.simulator.dropRequest(READS);
  }

  @Override
  public void executeLate(Duration delay) {
    servers.simulator.executeLate(WRITES, delay);
  }

  @Override
  public void throttle(Duration retryAfter) {
    next(1, Fault.answer(429, "").withHeader("Retry-After", Long.toString(retryAfter.toSeconds())));
  }

  @Override
  public void expireCredentials(int afterRequests) {
    servers.replaceKeyAfter(afterRequests);
  }

  @Override
  public OptionalLong tokenRefreshes() {
    return servers.logins();
  }

  @Override
  public void refuseRecord(int index) {
    servers.simulator.refuseRecord(index);
  }

  @Override
  public void ignore(Field<?> field) {
    Column<?> column = columns.get(field);
    if (column == null) {
      Remote.cannot("ignore " + field);
      return;
    }
    column.names().forEach(name -> servers.simulator.ignore(model, name));
  }

  @Override
  public OptionalLong largestWrite() {
    return servers.simulator.journal().entries().stream().mapToLong(JournalEntry::written).max();
  }

  @Override
  public void answerHtml() {
    next(1, Fault.html(502));
  }

  @Override
  public void beUnavailable() {
    next(1, Fault.answer(503, ""));
  }

  @Override
  public void denyAccess() {
    next(1, refusal(403, "odoo.exceptions.AccessError", "no"));
  }

  private void next(int times, Fault fault) {
    servers.simulator.faults().next(times, "POST", ".*", fault);
  }

  /** As the server's version tells its errors (fact sheet §8). */
  private Fault refusal(int status, String name, String message) {
    String data =
        "{\"name\":\"%s\",\"message\":\"%s\",\"arguments\":[],\"context\":{},\"debug\":\"\"}"
            .formatted(name, message);
    return servers.isNamed()
        ? Fault.answer(status, data)
        : Fault.answer(
            200,
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":200,"
                + "\"message\":\"Odoo Server Error\",\"data\":"
                + data
                + "}}");
  }

  @Override
  public List<ErrorCase> errors() {
    return List.of(
        error("wrong key", 2, "odoo.exceptions.AccessDenied", "", 403, AuthenticationFailed.class),
        error("no right", 1, "odoo.exceptions.AccessError", "", 403, AccessDenied.class),
        error("rule", 1, "odoo.exceptions.ValidationError", "", 422, RefusedByRemote.class),
        error("screen", 1, "odoo.exceptions.UserError", "", 422, RefusedByRemote.class),
        error("deleted", 1, "odoo.exceptions.MissingError", "", 404, RefusedByRemote.class),
        error(
            "field",
            1,
            "builtins.ValueError",
            "Invalid field 'x_gone' on model 'res.partner'",
            500,
            DriftDetected.class),
        error("key", 1, "builtins.KeyError", "'x'", 500, RefusedByRemote.class),
        error("unique", 1, "psycopg2.errors.UniqueViolation", "", 422, RefusedByRemote.class),
        error("serial", 1, "psycopg2.errors.SerializationFailure", "", 500, TransientFailure.class),
        error("locked", 1, "odoo.exceptions.LockError", "", 409, TransientFailure.class),
        new ErrorCase("proxy", () -> fault(Fault.html(504)), SystemUnavailable.class),
        new ErrorCase(
            "429",
            () -> fault(Fault.answer(429, "").withHeader("Retry-After", "7")),
            Throttled.class));
  }

  private void fault(Fault fault) {
    // A system that failed must be left alone for a while.
    servers.pass(Duration.ofHours(2));
    next(1, fault);
  }

  private ErrorCase error(
      String name,
      int times,
      String python,
      String message,
      int status,
      Class<? extends PasserelleException> expected) {
    return new ErrorCase(
        name,
        () -> {
          servers.pass(Duration.ofHours(2));
          servers.simulator.faults().clear();
          next(times, refusal(status, python, message));
        },
        expected);
  }

  @Override
  public Set<ShapeChange> shapeChanges() {
    return new LinkedHashSet<>(List.of(ShapeChange.CHANGE_TYPE, ShapeChange.REQUIRE_FIELD));
  }

  @Override
  public void changeShape(ShapeChange change) {
    String name = columns.values().iterator().next().names().get(0);
    servers.simulator.changeField(
        model,
        name,
        change == ShapeChange.CHANGE_TYPE
            ? OdooSimulator.FieldChange.OTHER_TYPE
            : OdooSimulator.FieldChange.REQUIRED);
  }

  @Override
  public void removeField(Field<?> field) {
    Column<?> column = columns.get(field);
    if (column == null || column.names().size() != 1) {
      Remote.cannot("remove " + field);
      return;
    }
    servers.simulator.removeField(model, column.names().get(0));
  }

  @Override
  public Set<String> secrets() {
    return Set.of(OdooSimulator.KEY, OdooSimulator.PASSWORD);
  }
}
