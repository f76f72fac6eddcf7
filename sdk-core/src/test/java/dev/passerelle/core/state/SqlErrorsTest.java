package dev.passerelle.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.error.StateStoreFailure;
import dev.passerelle.core.error.StateStoreFailure.Kind;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlErrorsTest {

  private static final Table LINK =
      Table.named("link")
          .key(Column.text("tenant", 64), Column.text("id", 190))
          .columns(Column.text("left_id", 64))
          .unique("by_left", "tenant", "left_id")
          .unique("by_left_two", "tenant", "left_id", "id")
          .build();

  private static StateStoreFailure translated(DatabaseKind kind, SQLException e) {
    TableSql sql = new TableSql(LINK, new Naming("pas_", null, Dialects.of(kind)));
    return new SqlErrors(kind).translate(e, sql);
  }

  @ParameterizedTest
  @CsvSource({
    "H2, 23505, 23505, DUPLICATE_KEY",
    "H2, 40001, 40001, CONFLICT",
    "H2, HYT00, 50200, CONFLICT",
    "H2, 90131, 90131, CONFLICT",
    "H2, 42S02, 42102, SCHEMA",
    "H2, 90079, 90079, SCHEMA",
    "H2, 90098, 90098, UNAVAILABLE",
    "POSTGRESQL, 23505, 0, DUPLICATE_KEY",
    "POSTGRESQL, 40001, 0, CONFLICT",
    "POSTGRESQL, 40P01, 0, CONFLICT",
    "POSTGRESQL, 55P03, 0, CONFLICT",
    "POSTGRESQL, 42P01, 0, SCHEMA",
    "POSTGRESQL, 22001, 0, SCHEMA",
    "POSTGRESQL, 08006, 0, UNAVAILABLE",
    "POSTGRESQL, 57P01, 0, UNAVAILABLE",
    "POSTGRESQL, 53300, 0, UNAVAILABLE",
    "SQL_SERVER, 23000, 2627, DUPLICATE_KEY",
    "SQL_SERVER, 23000, 2601, DUPLICATE_KEY",
    "SQL_SERVER, 40001, 1205, CONFLICT",
    "SQL_SERVER, S0001, 1222, CONFLICT",
    "SQL_SERVER, S0002, 208, SCHEMA",
    "SQL_SERVER, 08S01, 0, UNAVAILABLE",
    "MYSQL, 23000, 1062, DUPLICATE_KEY",
    "MYSQL, HY000, 1205, CONFLICT",
    "MYSQL, 40001, 1213, CONFLICT",
    "MYSQL, 42S02, 1146, SCHEMA",
    "MYSQL, 08S01, 0, UNAVAILABLE",
    "MARIADB, 23000, 1062, DUPLICATE_KEY"
  })
  void eachCodeMeansWhatToDoNext(DatabaseKind database, String state, int code, Kind kind) {
    SQLException e = new SQLException("value 'secret'", state, code);
    assertThat(translated(database, e).kind()).isEqualTo(kind);
    SQLException batch = new BatchUpdateException("value 'secret'", null, 0, new int[0]);
    batch.setNextException(e);
    StateStoreFailure failure = translated(database, batch);
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessageNotContaining("secret").hasNoCause();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POSTGRESQL|23505|0|ERROR: duplicate key value violates unique constraint \"pas_link_by_left\"|by_left",
        "POSTGRESQL|23505|0|ERREUR: la valeur d'une clé dupliquée rompt la contrainte unique « pas_link_pk »|primary key",
        "SQL_SERVER|23000|2601|Cannot insert duplicate key row in object 'dbo.pas_link' with unique index 'pas_link_by_left_two'.|by_left_two",
        "SQL_SERVER|23000|2627|Violation of PRIMARY KEY constraint 'pas_link_pk'.|primary key",
        "MYSQL|23000|1062|Duplicate entry 'x' for key 'pas_link.PRIMARY'|primary key",
        "MYSQL|23000|1062|Duplicate entry 'x' for key 'pas_link.pas_link_by_left'|by_left",
        "MYSQL|23000|1062|Duplicate entry|''"
      })
  void theConstraintIsNamedWhereTheDatabaseNamesIt(
      DatabaseKind database, String state, int code, String message, String constraint) {
    StateStoreFailure failure = translated(database, new SQLException(message, state, code));
    assertThat(failure.constraint()).isEqualTo(constraint);
    assertThat(failure.detail().figures()).containsEntry("table", "link");
  }

  @Test
  void aMissingRightIsNotAMissingTable() {
    SqlErrors errors = new SqlErrors(DatabaseKind.POSTGRESQL);
    assertThat(errors.isMissing(new SQLException("", "42501"))).isFalse();
    assertThat(errors.isMissing(new SQLException("", "42P01"))).isTrue();
  }
}
