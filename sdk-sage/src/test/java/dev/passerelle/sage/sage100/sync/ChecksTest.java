package dev.passerelle.sage.sage100.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Finding.Level;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.sage.sage100.SageAgent;
import dev.passerelle.simulators.sage100.Sage100Simulator;
import dev.passerelle.simulators.sage100.Variant;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import org.assertj.core.groups.Tuple;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** What the connector's check tells an administrator. */
class ChecksTest {
  private static final OkHttpClient HTTP = new OkHttpClient();

  @Test
  void aSoundCompanyHasNoFinding() {
    for (Variant variant : List.of(Variant.RECENT, Variant.OLD)) {
      try (Negoce negoce = Negoce.withAgent(variant)) {
        assertThat(negoce.connector.check()).isEmpty();
        assertThat(negoce.sage.effects().writes()).isZero();
      }
    }
  }

  @Test
  void aRefusedKeyIsFound() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      negoce.sage.agent().revoke(Negoce.KEY);
      assertFinds(negoce.connector, Level.ERROR, ErrorCode.CREDENTIALS_REFUSED);
    }
  }

  @Test
  void anAgentOfAnotherCompanyIsFound() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT);
        Sage100Simulator other =
            Sage100Simulator.builder("AUTRE972", negoce.clock).zone(Negoce.GUADELOUPE).start()) {
      other.agent().allow(Negoce.KEY, true);
      SageAgent agent =
          SageAgent.builder(other.agentUrl() + "/", () -> Negoce.KEY, HTTP)
              .clock(negoce.clock)
              .build();
      check(
          negoce,
          settings -> settings.agent(agent),
          found -> {
            assertThat(found).extracting(Finding::level).containsExactly(Level.ERROR);
            assertThat(found.get(0).detail().code()).isEqualTo(ErrorCode.IDENTITY_MISMATCH);
            assertThat(found.get(0).detail().figures())
                .containsEntry("expected", "NEGOCE971")
                .containsEntry("actual", "AUTRE972");
          });
    }
  }

  @Test
  void anAgentThatIsNotThereIsFound() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      SageAgent agent =
          SageAgent.builder(addressOfNobody(negoce), () -> Negoce.KEY, HTTP)
              .clock(negoce.clock)
              .pause(time -> {})
              .build();
      check(
          negoce,
          settings -> settings.agent(agent),
          found ->
              assertThat(found)
                  .extracting(Finding::level, finding -> finding.detail().code())
                  .containsExactly(Tuple.tuple(Level.ERROR, ErrorCode.SYSTEM_UNREACHABLE)));
    }
  }

  private static String addressOfNobody(Negoce negoce) {
    try (Sage100Simulator gone =
        Sage100Simulator.builder("GONE973", negoce.clock).zone(Negoce.GUADELOUPE).start()) {
      return gone.agentUrl() + "/";
    }
  }

  @Test
  void anAgentThatCannotDoEverythingIsAWarning() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      negoce.sage.agent().capabilities(Set.of("customer.create", "document.create:1"));
      List<Finding> found = negoce.connector.check();
      assertThat(found).extracting(Finding::level).containsExactly(Level.WARNING);
      assertThat(found.get(0).detail().figures().get("capability"))
          .contains("customer.update", "price")
          .doesNotContain("document.create:1");
    }
  }

  @Test
  void clocksThatAreApartAreFoundOnBothWays() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      check(
          negoce,
          settings ->
              settings
                  .agent(negoce.agent())
                  .clock(Clock.offset(negoce.clock, Duration.ofMinutes(-5))),
          found ->
              assertThat(found)
                  .extracting(
                      Finding::level,
                      finding -> finding.detail().code(),
                      finding -> finding.detail().system(),
                      finding -> finding.detail().figures().get("seconds"))
                  .containsExactly(
                      Tuple.tuple(Level.WARNING, ErrorCode.CLOCK_SKEW, "sage100", "300"),
                      Tuple.tuple(Level.WARNING, ErrorCode.CLOCK_SKEW, "the agent", "300")));
    }
  }

  @Test
  void aWrongServerZoneIsAnErrorAndNamesTheZone() {
    try (Negoce negoce = new Negoce(Variant.RECENT, s -> s.serverZone(ZoneId.of("Europe/Paris")))) {
      List<Finding> found = negoce.connector.check();
      assertThat(found).extracting(Finding::level).containsExactly(Level.ERROR);
      assertThat(found.get(0).detail().code()).isEqualTo(ErrorCode.CLOCK_SKEW);
      assertThat(found.get(0).detail().nextStep()).contains("zone");
    }
  }

  @Test
  void aLagShorterThanAnExecutionIsAnError() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT, s -> s.maxLag(Duration.ofSeconds(30)))) {
      assertFinds(negoce.connector, Level.ERROR, ErrorCode.CONFIGURATION_INVALID);
    }
  }

  @Test
  void aJournalThatWasReplacedIsFound() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT, s -> s.agentInstance("the-old-one"))) {
      assertFinds(negoce.connector, Level.ERROR, ErrorCode.DRIFT_DETECTED);
    }
  }

  @Test
  void aRefusedLoginAndADatabaseThatIsDownAreFoundOnce() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      negoce.sage.loginRefused(true);
      assertFinds(negoce.connector, Level.ERROR, ErrorCode.SQL_LOGIN_REFUSED);
      negoce.sage.loginRefused(false);
      negoce.sage.databaseDown(true);
      assertFinds(negoce.connector, Level.ERROR, ErrorCode.DATABASE_DOWN);
    }
  }

  @Test
  void aYearThatIsNotOpenIsAWarning() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT).at("2031-03-16T08:00:00")) {
      List<Finding> found = negoce.connector.check();
      assertThat(found).extracting(Finding::level).containsExactly(Level.WARNING);
      assertThat(found.get(0).detail().entity()).isEqualTo("customer_balance");
    }
  }

  @Test
  void tablesThatMayNotBeReadAreNamedEach() throws SQLException {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:checks;MODE=MSSQLServer;DB_CLOSE_DELAY=-1");
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA \"dbo\"");
      statement.execute("CREATE TABLE \"dbo\".\"F_COMPTET\" (\"cbMarq\" INT)");
      statement.execute("CREATE TABLE \"dbo\".\"F_ARTICLE\" (\"cbMarq\" INT)");
      ZoneId here = ZoneId.systemDefault();
      try (Connector connector = Sage100.connect(Sage100Settings.builder(source, here).build())) {
        assertThat(connector.check())
            .allMatch(finding -> finding.level() == Level.ERROR)
            .extracting(finding -> finding.detail().figures().get("missing"))
            .contains("SELECT on F_DOCENTETE", "SELECT on F_ECRITUREC", "SELECT on P_DOSSIER")
            .doesNotContain("SELECT on F_COMPTET", "SELECT on F_ARTICLE");
      }
      statement.execute("SHUTDOWN");
    }
  }

  private static void assertFinds(Connector connector, Level level, ErrorCode code) {
    assertThat(connector.check())
        .extracting(Finding::level, finding -> finding.detail().code())
        .containsExactly(Tuple.tuple(level, code));
  }

  private static void check(
      Negoce negoce,
      UnaryOperator<Sage100Settings.Builder> settings,
      java.util.function.Consumer<List<Finding>> expected) {
    try (Connector connector = negoce.connect(settings)) {
      expected.accept(connector.check());
    }
  }
}
