package dev.passerelle.sage.sage100;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.TransientFailure;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What an {@link SQLException} means (F4). Drivers and pools wrap the interesting one, so the whole
 * chain is looked at. The driver's message is left out: it may quote values.
 */
final class SqlFailures {
  private static final Set<Integer> LOGIN = Set.of(18456, 18452, 18470, 18486, 18487, 18488, 28000);
  private static final Set<Integer> NO_DATABASE = Set.of(4060, 4064, 916);
  private static final Set<Integer> LOCKED = Set.of(1205, 1222, 50200, 40001, 3960);
  private static final Set<Integer> RIGHTS = Set.of(229, 230, 297, 300, 90096);
  private static final Set<Integer> LAYOUT =
      Set.of(207, 208, 42101, 42102, 42104, 42121, 42122, 90079);
  private static final Set<Integer> DOWN =
      Set.of(233, 924, 927, 942, 945, 6005, 10053, 10054, 10060, 17142, 18401, 90067, 90098, 90121);

  private final String system;

  SqlFailures(String system) {
    this.system = system;
  }

  /** Whether a fresh attempt of a read may help at once: a deadlock, a lock, a stale connection. */
  static boolean retryable(SQLException failure) {
    return chain(failure).anyMatch(e -> locked(e) || (down(e) && !login(e)));
  }

  static boolean locked(SQLException failure) {
    return LOCKED.contains(failure.getErrorCode()) || "40001".equals(failure.getSQLState());
  }

  PasserelleException translate(SQLException failure) {
    if (chain(failure).anyMatch(SqlFailures::login)) {
      return new AuthenticationFailed(detail(ErrorCode.SQL_LOGIN_REFUSED, failure));
    }
    if (chain(failure).anyMatch(SqlFailures::locked)) {
      return new TransientFailure(locked(ErrorCode.RECORD_IN_USE, failure));
    }
    if (has(failure, RIGHTS)) {
      return new AccessDenied(missing(failure), "SELECT");
    }
    if (has(failure, LAYOUT)) {
      return new DriftDetected(layout(failure));
    }
    if (chain(failure).anyMatch(SQLTimeoutException.class::isInstance)) {
      return new TransientFailure(detail(ErrorCode.TIMED_OUT, failure));
    }
    if (chain(failure).anyMatch(SqlFailures::down)) {
      return new SystemUnavailable(detail(ErrorCode.DATABASE_DOWN, failure));
    }
    return new SystemUnavailable(detail(ErrorCode.UNEXPECTED, failure));
  }

  private static boolean login(SQLException failure) {
    return LOGIN.contains(failure.getErrorCode())
        || NO_DATABASE.contains(failure.getErrorCode())
        || "28000".equals(failure.getSQLState());
  }

  private static boolean down(SQLException failure) {
    String state = Optional.ofNullable(failure.getSQLState()).orElse("");
    return state.startsWith("08")
        || DOWN.contains(failure.getErrorCode())
        || failure instanceof java.sql.SQLTransientConnectionException
        || failure instanceof java.sql.SQLNonTransientConnectionException;
  }

  private static boolean has(SQLException failure, Set<Integer> codes) {
    return chain(failure).anyMatch(e -> codes.contains(e.getErrorCode()));
  }

  /** An SQLException iterates over its causes and its next exceptions. */
  private static Stream<SQLException> chain(SQLException failure) {
    return StreamSupport.stream(failure.spliterator(), false)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast);
  }

  private ErrorDetail locked(ErrorCode code, SQLException failure) {
    return builder(code, failure).entity("row").record("?").build();
  }

  private ErrorDetail missing(SQLException failure) {
    return builder(ErrorCode.ACCESS_DENIED, failure)
        .figure("missing", "SELECT")
        .nextStep("Run grant-select.sql for the integration's login.")
        .build();
  }

  private ErrorDetail layout(SQLException failure) {
    return builder(ErrorCode.COLUMN_LAYOUT_UNKNOWN, failure)
        .figure("table", "A table")
        .figure("columns", "a table or column that was there before is gone")
        .build();
  }

  private ErrorDetail detail(ErrorCode code, SQLException failure) {
    return builder(code, failure).build();
  }

  private ErrorDetail.Builder builder(ErrorCode code, SQLException failure) {
    return ErrorDetail.of(code)
        .system(system)
        .cause("SQL error " + failure.getErrorCode() + ", state " + failure.getSQLState());
  }
}
