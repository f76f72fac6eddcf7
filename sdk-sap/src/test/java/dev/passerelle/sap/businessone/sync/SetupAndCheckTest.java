package dev.passerelle.sap.businessone.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Deal;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sap.businessone.BusinessOneClient;
import dev.passerelle.sap.businessone.BusinessOneSettings;
import dev.passerelle.simulators.businessone.BusinessOneSimulator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SetupAndCheckTest {
  private final Companies companies = new Companies();
  private final BusinessOneSimulator sap = companies.simulator;

  @AfterEach
  void close() {
    companies.close();
  }

  private List<String> setUp() {
    try (BusinessOneClient client = BusinessOneClient.of(companies.settings)) {
      return BusinessOneSetup.apply(client, companies.settings);
    }
  }

  private List<Finding> check(BusinessOneSettings settings) {
    try (Connector connector = BusinessOne.connect(settings)) {
      return connector.check();
    }
  }

  @Test
  void theSetUpListsWhatItMadeAndMakesItOnce() {
    assertThat(setUp()).contains("OCRD.U_PasReference", "OITM.U_PasReference", "RDR1.U_PasLine");
    assertThat(setUp()).isEmpty();
    assertThat(check(companies.settings)).isEmpty();
  }

  @Test
  void aMissingUserFieldIsOneFinding() {
    assertThat(check(companies.settings))
        .extracting(finding -> finding.detail().code())
        .containsOnly(ErrorCode.CUSTOM_PROPERTY_MISSING);
    assertThat(check(companies.settings))
        .anySatisfy(
            finding -> {
              assertThat(finding.detail().cause()).isEqualTo("OCRD.U_PasReference");
              assertThat(finding.detail().nextStep()).contains("BusinessOneSetup");
            });
  }

  @Test
  void aWrongLogInIsOneFinding() {
    BusinessOneSettings wrong =
        BusinessOneSettings.builder(
                sap.baseUrl(), BusinessOneSimulator.DATABASE, "manager", () -> "no")
            .build();
    assertThat(check(wrong))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.detail().code()).isEqualTo(ErrorCode.CREDENTIALS_REFUSED));
  }

  @Test
  void aMissingRightIsOneFinding() {
    setUp();
    sap.deny(BusinessOneSimulator.USER, "Orders");
    assertThat(check(companies.settings))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.detail().code()).isEqualTo(ErrorCode.ACCESS_DENIED);
              assertThat(finding.detail().entity()).isEqualTo("sales_order");
            });
  }

  @Test
  void clocksApartAndAnOldVersionAreTold() {
    setUp();
    companies.theirs.advance(Duration.ofMinutes(5));
    sap.version("910150");
    assertThat(check(companies.settings))
        .extracting(finding -> finding.detail().code())
        .containsExactlyInAnyOrder(ErrorCode.CLOCK_SKEW, ErrorCode.API_VERSION_UNSUPPORTED);
  }

  @Test
  void whatIsNotOfferedIsRefusedByName() {
    try (Connector connector = BusinessOne.connect(companies.settings)) {
      assertThat(connector.adapter(Deal.TYPE, Selection.of())).isEmpty();
      assertThat(connector.describe().identity())
          .isEqualTo(BusinessOneSimulator.DATABASE + "@127.0.0.1");
      assertThatThrownBy(
              () ->
                  connector
                      .adapter(Customer.TYPE, Selection.of(Field.text("shoe_size")))
                      .orElseThrow()
                      .describe())
          .isInstanceOf(InvalidConfiguration.class)
          .hasMessageContaining("shoe_size");
      // A facet's field on its host's adapter is left to the facet's own feed.
      assertThat(
              connector
                  .adapter(Customer.TYPE, Selection.of(Customer.NAME, CustomerBalance.OUTSTANDING))
                  .orElseThrow()
                  .describe()
                  .fields())
          .containsExactly(Customer.NAME);
      assertThat(
              connector
                  .adapter(SalesOrder.TYPE, Selection.of(SalesOrder.NUMBER))
                  .orElseThrow()
                  .describe()
                  .capabilities())
          .as("no user field, no create")
          .doesNotContain(dev.passerelle.core.adapter.Capability.CREATE);
    }
  }
}
