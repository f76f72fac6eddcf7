package dev.passerelle.simulators.sage100;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database server as a connector meets it. */
class ServerTest {
  private final NegoceCompany company = new NegoceCompany(Variant.RECENT);

  @AfterEach
  void close() {
    company.close();
  }

  @Test
  void itsTimeIsTheSimulatedLocalTime() {
    company.at("2026-03-16T20:30:00");
    assertThat(company.value("SELECT GETDATE()"))
        .isEqualTo(Timestamp.valueOf("2026-03-16 20:30:00"));
    assertThat(company.value("SELECT GETUTCDATE()"))
        .isEqualTo(Timestamp.valueOf("2026-03-17 00:30:00"));
    assertThat(company.value("SELECT DB_NAME()")).isEqualTo("NEGOCE971");
  }

  @Test
  void theReadersLoginCannotWrite() throws SQLException {
    try (Connection connection = company.sage.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(connection.getCatalog()).isEqualTo("NEGOCE971");
      assertThatThrownBy(() -> statement.execute("UPDATE F_COMPTET SET CT_Encours = 1"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void goesDownWithEverySessionAndComesBack() throws SQLException {
    try (Connection open = company.sage.dataSource().getConnection();
        Statement statement = open.createStatement()) {
      company.sage.databaseDown(true);
      assertThatThrownBy(() -> statement.executeQuery("SELECT COUNT(*) FROM F_COMPTET"))
          .isInstanceOf(SQLException.class);
    }
    assertThatThrownBy(() -> company.sage.dataSource().getConnection())
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08S01"));
    company.sage.databaseDown(false);
    assertThat(company.value("SELECT COUNT(*) FROM F_COMPTET")).isEqualTo(12L);
  }

  @Test
  void mayRefuseTheLogin() {
    company.sage.loginRefused(true);
    assertThatThrownBy(() -> company.sage.dataSource().getConnection())
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> {
              assertThat(e.getSQLState()).isEqualTo("28000");
              assertThat(e.getErrorCode()).isEqualTo(18456);
            });
    company.sage.loginRefused(false);
    assertThat(company.value("SELECT 1")).isEqualTo(1);
  }

  @Test
  void twoCompaniesOfOneNameDoNotMix() {
    try (NegoceCompany other = new NegoceCompany(Variant.RECENT)) {
      other.sage.user().deleteCustomer("QUINCADORM");
      other.at("2026-04-01T08:00:00");
      assertThat(company.value("SELECT COUNT(*) FROM F_COMPTET")).isEqualTo(12L);
      assertThat(company.value("SELECT GETDATE()"))
          .isEqualTo(Timestamp.valueOf("2026-03-16 08:00:00"));
    }
  }
}
