package dev.passerelle.sap.s4hana.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.sap.s4hana.S4HanaCodes;
import dev.passerelle.simulators.s4hana.S4HanaSimulator;
import dev.passerelle.simulators.s4hana.S4HanaUser;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a customer owes with all that is under way, and how much it may. */
class ExposureTest {
  private static final List<Field<?>> ALL = List.copyOf(BalanceLayout.FIELDS);

  private final Systems systems = new Systems();
  private final S4HanaUser user = systems.simulator.user();
  private final String customer = systems.customer("Acme");

  {
    systems.product("A1");
  }

  @AfterEach
  void close() {
    systems.close();
  }

  private Fields balance(S4HanaCodes codes, Field<?>... fields) {
    try (Connector connector = S4Hana.connect(systems.builder().codes(codes).build())) {
      Selection selection = Selection.of(fields.length == 0 ? ALL : List.of(fields));
      Lookup found =
          connector
              .adapter(CustomerBalance.TYPE, selection)
              .orElseThrow()
              .read(List.of(RecordId.of(customer)))
              .get(0);
      return ((Lookup.Found) found).snapshot().fields();
    }
  }

  private Fields balance() {
    return balance(Systems.codes().build());
  }

  private static void figures(
      Fields shown, String outstanding, String accounting, String orders, String deliveries) {
    assertThat(shown.get(CustomerBalance.OUTSTANDING).orElseThrow())
        .isEqualByComparingTo(outstanding);
    assertThat(shown.get(CustomerBalance.ACCOUNTING).orElseThrow())
        .isEqualByComparingTo(accounting);
    assertThat(shown.get(CustomerBalance.ORDERS).orElseThrow()).isEqualByComparingTo(orders);
    assertThat(shown.get(CustomerBalance.DELIVERIES).orElseThrow())
        .isEqualByComparingTo(deliveries);
  }

  private String order(int quantity) {
    Map<String, Object> price =
        Map.of("ConditionType", "PPR0", "ConditionRateValue", 10, "ConditionCurrency", "EUR");
    return user.create("A_SalesOrder", order(quantity, "EUR", price));
  }

  private Map<String, Object> order(int quantity, String currency, Map<String, Object> price) {
    return Map.of(
        "SalesOrderType", "OR",
        "SalesOrganization", "1010",
        "DistributionChannel", "10",
        "OrganizationDivision", "00",
        "SoldToParty", customer,
        "TransactionCurrency", currency,
        "to_Item",
            List.of(
                Map.of(
                    "Material",
                    "A1",
                    "RequestedQuantity",
                    quantity,
                    "to_PricingElement",
                    List.of(price))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itMovesFromOrdersOverDeliveriesToAccounting(boolean four) {
    S4HanaCodes.Builder builder = Systems.codes();
    S4HanaCodes codes = four ? builder.ordersOverV4().build() : builder.build();
    figures(balance(codes), "0", "0", "0", "0");
    String order = order(4);
    figures(balance(codes), "48", "0", "48", "0");
    user.deliver(order, "10", BigDecimal.ONE);
    figures(balance(codes), "48", "0", "36", "12");
    user.deliver(order);
    figures(balance(codes), "48", "0", "0", "48");
    String invoice = user.bill(order);
    figures(balance(codes), "48", "48", "0", "0");
    user.pay(invoice, new BigDecimal("18"));
    figures(balance(codes), "30", "30", "0", "0");
    user.pay(invoice);
    figures(balance(codes), "0", "0", "0", "0");
  }

  @Test
  void whatIsRejectedIsNotOwed() {
    String order = order(4);
    user.change(
        "A_SalesOrderItem", Map.of("SalesOrder", order), Map.of("SalesDocumentRjcnReason", "01"));
    figures(balance(), "0", "0", "0", "0");
  }

  @Test
  void openDocumentsNeedNotCount() {
    order(4);
    S4HanaCodes codes = Systems.codes().openDocumentsCount(false).build();
    assertThat(balance(codes, CustomerBalance.OUTSTANDING).get(CustomerBalance.OUTSTANDING))
        .hasValueSatisfying(amount -> assertThat(amount).isZero());
    assertThat(systems.simulator.journal().count("GET", ".*A_SalesOrder.*")).isZero();
    assertThat(systems.simulator.journal().count("GET", ".*A_OutbDelivery.*")).isZero();
  }

  /** Amounts of two currencies have no sum, and a gate must not take the rest for the whole. */
  @Test
  void anOrderInAnotherCurrencyLeavesTheSumOpen() {
    Map<String, Object> price =
        Map.of("ConditionType", "PPR0", "ConditionRateValue", 10, "ConditionCurrency", "USD");
    user.create("A_SalesOrder", order(4, "USD", price));
    Fields shown = balance();
    assertThat(shown.get(CustomerBalance.ORDERS)).isEmpty();
    assertThat(shown.get(CustomerBalance.OUTSTANDING)).isEmpty();
    assertThat(shown.get(CustomerBalance.ACCOUNTING)).isPresent();
  }

  private void account(Map<String, ?> values) {
    Map<String, Object> all = new java.util.LinkedHashMap<>();
    all.put("BusinessPartner", customer);
    all.put("CreditSegment", "0000");
    all.put("CreditSegmentCurrency", "EUR");
    all.putAll(values);
    user.create("CreditManagementAccount", all);
  }

  @Test
  void theLimitIsThatOfTheSegment() {
    account(Map.of("CreditLimitAmount", 40));
    account(Map.of("CreditLimitAmount", 9000, "CreditSegment", "1000"));
    order(4);
    Fields shown = balance();
    assertThat(shown.get(CustomerBalance.CREDIT_LIMIT).orElseThrow()).isEqualByComparingTo("40");
    assertThat(shown.get(CustomerBalance.OVERRUN).orElseThrow()).isEqualByComparingTo("8");
    assertThat(shown.get(CustomerBalance.CREDIT_STATE)).contains("deliver");
    Fields other = balance(Systems.codes().creditSegment("1000").build());
    assertThat(other.get(CustomerBalance.CREDIT_LIMIT).orElseThrow()).isEqualByComparingTo("9000");
    assertThat(other.get(CustomerBalance.OVERRUN).orElseThrow()).isZero();
  }

  @Test
  void withoutAnAccountThereIsNoLimit() {
    Fields shown = balance();
    assertThat(shown.get(CustomerBalance.CREDIT_LIMIT)).isEmpty();
    assertThat(shown.get(CustomerBalance.OVERRUN).orElseThrow()).isZero();
    assertThat(shown.get(CustomerBalance.CREDIT_STATE)).contains("deliver");
  }

  @Test
  void blockedZeroAndExpiredAccountsBlock() {
    account(Map.of("CreditLimitAmount", 40, "CreditAccountIsBlocked", true));
    assertThat(balance().get(CustomerBalance.CREDIT_STATE)).contains("block");
    change(Map.of("CreditAccountIsBlocked", false, "BusinessPartnerIsCritical", true));
    assertThat(balance().get(CustomerBalance.CREDIT_STATE)).contains("watch");
    change(Map.of("CreditLimitValidityEndDate", "2026-03-15"));
    assertThat(balance().get(CustomerBalance.CREDIT_STATE)).contains("block");
    change(Map.of("CreditLimitValidityEndDate", "2026-12-31", "CreditLimitIsZero", true));
    assertThat(balance().get(CustomerBalance.CREDIT_STATE)).contains("block");
    assertThat(balance().get(CustomerBalance.CREDIT_LIMIT).orElseThrow()).isZero();
  }

  private void change(Map<String, ?> values) {
    user.update("CreditManagementAccount", customer, values);
  }

  @Test
  void aLimitInAnotherCurrencyIsAWrongSetting() {
    account(Map.of("CreditLimitAmount", 40, "CreditSegmentCurrency", "USD"));
    assertThatThrownBy(this::balance)
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("USD")
        .hasMessageContaining("creditSegment");
  }

  /** A company may have no credit management: limits that are only wished for are left out. */
  @Test
  void withoutTheServiceLimitsAreLeftOutOrMissedByName() {
    systems.simulator.deny(S4HanaSimulator.USER, "API_CRDTMBUSINESSPARTNER");
    try (Connector connector = S4Hana.connect(systems.settings)) {
      Set<Field<?>> offered =
          connector
              .adapter(CustomerBalance.TYPE, Selection.of(CustomerBalance.OUTSTANDING).wishing(ALL))
              .orElseThrow()
              .describe()
              .fields();
      assertThat(offered)
          .contains(CustomerBalance.OUTSTANDING, CustomerBalance.ORDERS)
          .doesNotContain(CustomerBalance.CREDIT_LIMIT, CustomerBalance.CREDIT_STATE);
    }
    assertThatThrownBy(() -> balance(Systems.codes().build(), CustomerBalance.CREDIT_LIMIT))
        .isInstanceOf(AccessDenied.class);
    try (Connector connector = S4Hana.connect(systems.settings)) {
      connector.adapter(CustomerBalance.TYPE, Selection.of(CustomerBalance.CREDIT_LIMIT));
      assertThat(connector.check())
          .filteredOn(finding -> finding.level() == Finding.Level.ERROR)
          .extracting(finding -> finding.detail().cause())
          .containsExactly("service sap/opu/odata/sap/API_CRDTMBUSINESSPARTNER/");
    }
  }
}
