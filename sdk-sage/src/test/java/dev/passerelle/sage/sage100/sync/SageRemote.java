package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.simulators.Fault;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/** The simulated company past the connector: its users, its rows, its agent's faults. */
abstract class SageRemote implements Remote {
  private static final String BATCH = "^/v1/batch$";

  /** Attempts of the gateway. */
  private static final int EVERY_ATTEMPT = 4;

  final Negoce negoce;
  private Instant finishAt = Instant.MAX;

  SageRemote(Negoce negoce) {
    this.negoce = negoce;
  }

  /** Text columns by field. */
  static Fields texts(Map<Field<String>, String> columns, Map<String, Object> row) {
    Fields.Builder fields = Fields.builder();
    columns.forEach(
        (field, column) -> {
          String text = row.get(column) == null ? "" : row.get(column).toString().stripTrailing();
          fields.set(field, text.isEmpty() ? null : text);
        });
    return fields.build();
  }

  /** Values of text columns, for Sage's users. */
  static Map<String, Object> columns(Map<Field<String>, String> columns, Fields fields) {
    Map<String, Object> values = new LinkedHashMap<>();
    columns.forEach(
        (field, column) -> {
          if (fields.has(field)) {
            values.put(column, fields.get(field).orElse(""));
          }
        });
    return values;
  }

  static BigDecimal number(Map<String, Object> row, String column) {
    return new BigDecimal(row.get(column).toString());
  }

  static LocalDate date(Map<String, Object> row, String column) {
    return ((Timestamp) row.get(column)).toLocalDateTime().toLocalDate();
  }

  Optional<Map<String, Object>> row(String table, RecordId id) {
    return negoce
        .rows("SELECT * FROM [dbo].[" + table + "] WHERE [cbMarq] = ?", Integer.valueOf(id.value()))
        .stream()
        .findFirst();
  }

  @Override
  public abstract Optional<Fields> fields(RecordId id);

  @Override
  public Instant now() {
    return negoce.clock.instant();
  }

  @Override
  public void advance(Duration by) {
    negoce.clock.advance(by);
    if (negoce.files) {
      negoce.sage.imports().run();
    }
    if (!negoce.clock.instant().isBefore(finishAt)) {
      negoce.sage.agent().finish();
      finishAt = Instant.MAX;
    }
  }

  private void needsCalls() {
    Assumptions.assumeFalse(negoce.files, "a file is no call");
  }

  @Override
  public void loseNextAnswer() {
    needsCalls();
    negoce.sage.faults().next(1, "POST", BATCH, Fault.dropAfterCommit());
  }

  /** The connection breaks: the same for the caller as a time-out, without the wait. */
  @Override
  public void timeOutNextWrite() {
    needsCalls();
    negoce.sage.faults().next(1, "POST", BATCH, Fault.dropBeforeCommit());
  }

  /** The agent has begun and takes its time; its caller has gone. */
  @Override
  public void executeLate(Duration delay) {
    needsCalls();
    negoce.sage.agent().defer(1);
    negoce.sage.faults().next(1, "POST", BATCH, Fault.dropAfterCommit());
    finishAt = negoce.clock.instant().plus(delay);
  }

  @Override
  public void timeOutNextRead() {
    negoce.sql.fail(1, () -> new SQLTimeoutException("The query has timed out.", "HY008", 0));
  }

  @Override
  public void beUnavailable() {
    negoce.sql.fail(EVERY_ATTEMPT, SageRemote::down);
  }

  private static SQLException down() {
    return new SQLNonTransientConnectionException("The TCP/IP connection has failed", "08S01", 0);
  }

  @Override
  public void denyAccess() {
    negoce.sql.fail(1, () -> new SQLException("The SELECT permission was denied", "S0005", 229));
  }

  @Override
  public List<ErrorCase> errors() {
    return List.of(
        error("18456 login failed", 1, "28000", 18456, AuthenticationFailed.class),
        error("4060 cannot open database", 1, "S0001", 4060, AuthenticationFailed.class),
        error("1205 deadlock, each time", EVERY_ATTEMPT, "40001", 1205, TransientFailure.class),
        error(
            "1222 lock time-out, each time", EVERY_ATTEMPT, "S0051", 1222, TransientFailure.class),
        error("208 invalid object", 1, "S0002", 208, DriftDetected.class),
        error("207 invalid column", 1, "S0001", 207, DriftDetected.class),
        error("229 permission denied", 1, "S0005", 229, AccessDenied.class),
        error("924 single user", EVERY_ATTEMPT, "S0001", 924, SystemUnavailable.class),
        new ErrorCase(
            "a pool without connection",
            () ->
                negoce.sql.fail(
                    EVERY_ATTEMPT,
                    () -> new java.sql.SQLTransientConnectionException("not available", "08001")),
            SystemUnavailable.class));
  }

  private ErrorCase error(
      String name,
      int times,
      String state,
      int code,
      Class<? extends dev.passerelle.core.error.PasserelleException> expected) {
    return new ErrorCase(
        name,
        () -> negoce.sql.fail(times, () -> new SQLException("secret", state, code)),
        expected);
  }

  @Override
  public OptionalLong largestWrite() {
    if (negoce.files) {
      return OptionalLong.empty();
    }
    return negoce.sage.journal().entries().stream()
        .filter(entry -> entry.path().equals("/v1/batch"))
        .mapToLong(entry -> entry.written())
        .max();
  }

  @Override
  public Set<String> secrets() {
    return Set.of(Negoce.KEY);
  }
}
