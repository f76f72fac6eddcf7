package dev.passerelle.core.state;

import dev.passerelle.core.error.StateStoreFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a database's exception means. Its message is read for the name of a constraint and otherwise
 * kept to ourselves, since drivers put the values of the row into it (F5).
 */
final class SqlErrors {

  // 25P03: the database ended a transaction in which this process was paused.
  private static final Set<String> CONFLICT_STATES = Set.of("40001", "40P01", "55P03", "25P03");
  private static final Set<String> MISSING_STATES =
      Set.of("42P01", "42703", "3F000", "42S02", "42S03", "42S04", "42S22");

  private final DatabaseKind kind;

  SqlErrors(DatabaseKind kind) {
    this.kind = kind;
  }

  private enum Meaning {
    DUPLICATE,
    CONFLICT,
    SCHEMA,
    OTHER
  }

  /** The failure to throw for an exception that came while working on a table. */
  StateStoreFailure translate(SQLException e, @Nullable TableSql sql) {
    for (SQLException one : chain(e)) {
      Meaning meaning = meaning(one);
      if (meaning == Meaning.DUPLICATE && sql != null) {
        return duplicate(e, sql);
      }
      if (meaning == Meaning.CONFLICT) {
        return Failures.conflict(about(one));
      }
      if (meaning == Meaning.SCHEMA) {
        return Failures.schema("tables that cannot be used", "those of the schema", about(one));
      }
    }
    return Failures.unavailable(about(e));
  }

  /** Whether the exception says that a table or a column is not there. */
  boolean isMissing(SQLException e) {
    return chain(e).stream().anyMatch(one -> isMissing(stateOf(one), one.getErrorCode()));
  }

  /** What may be shown of a database's exception. */
  static String about(SQLException e) {
    return e.getClass().getSimpleName()
        + ", SQL state "
        + e.getSQLState()
        + ", vendor code "
        + e.getErrorCode();
  }

  private StateStoreFailure duplicate(SQLException e, TableSql sql) {
    return Failures.duplicate(sql.table(), constraint(e, sql).orElse(""));
  }

  /** The longest of the table's own constraint names that the database mentions. */
  private Optional<String> constraint(SQLException e, TableSql sql) {
    Table table = sql.table();
    String found = "";
    String message = messages(e);
    for (UniqueKey unique : table.uniqueKeys()) {
      String name = sql.naming().constraint(table.name(), unique.name());
      if (message.contains(name.toLowerCase(Locale.ROOT))
          && unique.name().length() > found.length()) {
        found = unique.name();
      }
    }
    if (!found.isEmpty()) {
      return Optional.of(found);
    }
    String key = sql.naming().constraint(table.name(), Table.PRIMARY_KEY).toLowerCase(Locale.ROOT);
    boolean primary = message.contains(key) || message.contains("primary");
    return primary ? Optional.of(Failures.PRIMARY_KEY) : Optional.empty();
  }

  private static String messages(SQLException e) {
    StringBuilder text = new StringBuilder();
    for (SQLException one : chain(e)) {
      text.append(String.valueOf(one.getMessage()).toLowerCase(Locale.ROOT)).append('\n');
    }
    return text.toString();
  }

  private static List<SQLException> chain(SQLException e) {
    List<SQLException> all = new ArrayList<>();
    for (SQLException one = e; one != null && all.size() < 20; one = one.getNextException()) {
      all.add(one);
      if (one.getCause() instanceof SQLException cause && !all.contains(cause)) {
        all.add(cause);
      }
    }
    return all;
  }

  private Meaning meaning(SQLException e) {
    String state = stateOf(e);
    if (isDuplicate(state, e.getErrorCode())) {
      return Meaning.DUPLICATE;
    }
    if (CONFLICT_STATES.contains(state) || isConflict(e.getErrorCode())) {
      return Meaning.CONFLICT;
    }
    // 22 and 23: a value that the column refuses, so it is not the column of the schema.
    boolean schema =
        state.startsWith("42")
            || state.startsWith("22")
            || state.startsWith("23")
            || isMissing(state, e.getErrorCode());
    return schema ? Meaning.SCHEMA : Meaning.OTHER;
  }

  private static String stateOf(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  private boolean isMissing(String state, int code) {
    boolean vendor =
        switch (kind) {
          case H2 -> code == 90079;
          case SQL_SERVER -> code == 207 || code == 208;
          case POSTGRESQL, MYSQL, MARIADB -> false;
        };
    return vendor || MISSING_STATES.contains(state);
  }

  private boolean isDuplicate(String state, int code) {
    return switch (kind) {
      case H2, POSTGRESQL -> state.equals("23505");
      case SQL_SERVER -> code == 2627 || code == 2601;
      case MYSQL, MARIADB -> code == 1062;
    };
  }

  private boolean isConflict(int code) {
    return switch (kind) {
      case H2 -> code == 50200 || code == 90131;
      case POSTGRESQL -> false;
      case SQL_SERVER -> code == 1205 || code == 1222 || code == 3960;
      case MYSQL, MARIADB -> code == 1205 || code == 1213;
    };
  }
}
