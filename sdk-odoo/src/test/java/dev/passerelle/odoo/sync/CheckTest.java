package dev.passerelle.odoo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.odoo.OdooCredentials;
import dev.passerelle.odoo.OdooDialect;
import dev.passerelle.odoo.OdooSettings;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.odoo.OdooSimulator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be wrong at the start is one clear error each. */
class CheckTest {
  private final Servers servers = new Servers();

  @AfterEach
  void close() {
    servers.close();
  }

  private static List<Finding> check(OdooSettings settings) {
    try (Connector connector = Odoo.connect(settings)) {
      return connector.check();
    }
  }

  private static ErrorCode only(List<Finding> findings) {
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).level()).isEqualTo(Finding.Level.ERROR);
    return findings.get(0).detail().code();
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 18, 19})
  void findsNothingWrong(int version) {
    try (Servers other = new Servers(version);
        Connector connector = Odoo.connect(other.settings())) {
      assertThat(connector.check()).isEmpty();
      assertThat(connector.describe().apiVersion()).isEqualTo(version + ".0");
      assertThat(connector.describe().entities()).contains(Customer.TYPE, StockLevel.TYPE);
    }
  }

  @Test
  void namesAWrongAddress() {
    OdooSettings wrong =
        OdooSettings.builder(
                "http://127.0.0.1:1", "negoce", OdooCredentials.apiKey("x", () -> "key"))
            .time(servers.ours, servers::pass)
            .attempts(1)
            .build();
    assertThat(only(check(wrong))).isEqualTo(ErrorCode.SYSTEM_UNREACHABLE);
  }

  @Test
  void namesAServerThatIsNoOdoo() {
    servers.simulator.faults().next(10, "*", ".*", Fault.html(404));
    assertThat(only(check(servers.settings()))).isEqualTo(ErrorCode.HTML_INSTEAD_OF_JSON);
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 19})
  void namesAWrongKey(int version) {
    try (Servers other = new Servers(version)) {
      OdooSettings wrong =
          other.settings(OdooCredentials.apiKey(OdooSimulator.LOGIN, () -> "wrong-key")).build();
      assertThat(only(check(wrong))).isIn(ErrorCode.CREDENTIALS_REFUSED, ErrorCode.TOKEN_REFUSED);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {18, 19})
  void namesAWrongDatabase(int version) {
    try (Servers other = new Servers(version)) {
      OdooSettings wrong =
          OdooSettings.builder(
                  other.simulator.baseUrl(),
                  "another",
                  OdooCredentials.apiKey(OdooSimulator.LOGIN, () -> OdooSimulator.KEY))
              .time(other.ours, other::pass)
              .attempts(1)
              .build();
      List<Finding> findings = check(wrong);
      assertThat(only(findings)).isEqualTo(ErrorCode.CONFIGURATION_INVALID);
      assertThat(findings.get(0).detail().figures().toString()).contains("database");
    }
  }

  @Test
  void namesAVersionWithoutTheDialectThatWasAskedFor() {
    try (Servers old = new Servers(18)) {
      old.builder().dialect(OdooDialect.JSON_2);
      assertThat(only(check(old.settings()))).isEqualTo(ErrorCode.API_VERSION_UNSUPPORTED);
    }
  }

  @Test
  void namesAClockThatIsWrong() {
    servers.theirs.advance(Duration.ofMinutes(20));
    List<Finding> findings = check(servers.settings());
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).level()).isEqualTo(Finding.Level.WARNING);
    assertThat(findings.get(0).detail().code()).isEqualTo(ErrorCode.CLOCK_SKEW);
  }

  @Test
  void namesAMissingRight() {
    servers.simulator.close("res.partner");
    assertThat(check(servers.settings()))
        .isNotEmpty()
        .allMatch(finding -> finding.detail().code() == ErrorCode.ACCESS_DENIED)
        .anyMatch(finding -> finding.detail().figures().toString().contains("res.partner"));
  }

  @Test
  void namesAMissingField() {
    servers.simulator.removeField("res.partner", "vat");
    try (Connector connector = Odoo.connect(servers.settings())) {
      assertThat(connector.adapter(Customer.TYPE, Selection.of(Customer.VAT_NUMBER))).isPresent();
      List<Finding> findings = connector.check();
      assertThat(only(findings)).isEqualTo(ErrorCode.CUSTOM_PROPERTY_MISSING);
      assertThat(findings.get(0).detail().field()).isEqualTo("vat_number");
    }
  }

  @Test
  void offersNothingWhoseModuleIsNotInstalled() {
    OdooCredentials password =
        OdooCredentials.password(OdooSimulator.LOGIN, () -> OdooSimulator.PASSWORD);
    try (OdooSimulator small =
            OdooSimulator.builder().clock(servers.theirs).without("stock.quant").start();
        Connector connector =
            Odoo.connect(
                OdooSettings.builder(small.baseUrl(), OdooSimulator.DATABASE, password)
                    .time(servers.ours, servers::pass)
                    .build())) {
      assertThat(connector.describe().entities()).doesNotContain(StockLevel.TYPE);
      assertThat(connector.adapter(StockLevel.TYPE, Selection.of(StockLevel.AVAILABLE))).isEmpty();
      assertThat(connector.check())
          .hasSize(1)
          .allMatch(finding -> finding.level() == Finding.Level.NOTICE);
    }
  }
}
