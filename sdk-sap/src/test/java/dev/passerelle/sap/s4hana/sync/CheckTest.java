package dev.passerelle.sap.s4hana.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Deal;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sap.s4hana.S4HanaCodes;
import dev.passerelle.sap.s4hana.S4HanaSettings;
import dev.passerelle.simulators.s4hana.S4HanaSimulator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What check() says, and what is refused before anything is sent. */
class CheckTest {
  private static final Field<String> SEGMENT = Field.text("segment");
  private final Systems systems = new Systems();

  @AfterEach
  void close() {
    systems.close();
  }

  private Connector connect(S4HanaCodes codes) {
    return S4Hana.connect(systems.builder().codes(codes).build());
  }

  @Test
  void nothingToSayOfASoundSystem() {
    try (Connector connector = connect(Systems.codes().build())) {
      assertThat(connector.describe().identity()).isEqualTo("127.0.0.1");
      assertThat(connector.check()).isEmpty();
    }
  }

  @Test
  void aWrongLogOnIsOneFinding() {
    S4HanaSettings wrong =
        S4HanaSettings.builder(systems.simulator.baseUrl(), "NOBODY", () -> "wr0ng")
            .attempts(1)
            .build();
    try (Connector connector = S4Hana.connect(wrong)) {
      assertThat(connector.check())
          .singleElement()
          .satisfies(
              finding ->
                  assertThat(finding.detail().code()).isEqualTo(ErrorCode.CREDENTIALS_REFUSED));
      assertThatThrownBy(connector::describe).isInstanceOf(AuthenticationFailed.class);
    }
  }

  @Test
  void aServiceWithoutRightIsOneFinding() {
    systems.simulator.deny(S4HanaSimulator.USER, "API_PRODUCT_SRV");
    try (Connector connector = connect(Systems.codes().build())) {
      assertThat(connector.check())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.detail().code()).isEqualTo(ErrorCode.ACCESS_DENIED);
                assertThat(finding.detail().entity()).isEqualTo("product");
              });
    }
  }

  @Test
  void clocksApartAreTold() {
    systems.theirs.advance(Duration.ofHours(2));
    try (Connector connector = connect(Systems.codes().build())) {
      assertThat(connector.check()).extracting(Finding::level).containsExactly(Finding.Level.ERROR);
    }
  }

  @Test
  void aMissingPropertyIsToldByTheFieldThatNeedsIt() {
    S4HanaCodes codes = Systems.codes().property(Customer.TYPE, SEGMENT, "YY1_Gone_bus").build();
    try (Connector connector = connect(codes)) {
      EntityAdapter customers =
          connector.adapter(Customer.TYPE, Selection.of(Customer.NAME, SEGMENT)).orElseThrow();
      assertThat(customers.describe().fields()).contains(SEGMENT);
      assertThatThrownBy(() -> customers.list(Position.START, 10, EntityAdapter.Depth.FULL))
          .isInstanceOf(DriftDetected.class)
          .hasMessageContaining("segment");
      assertThat(connector.check())
          .extracting(finding -> finding.detail().code())
          .containsExactly(ErrorCode.CUSTOM_PROPERTY_MISSING);
    }
  }

  @Test
  void withoutThePropertyOfTheReferenceNothingIsCreated() {
    S4HanaCodes codes =
        Systems.codes().referenceProperty(SalesOrder.TYPE, "YY1_Reference_sdh").build();
    try (Connector connector = connect(codes)) {
      EntityAdapter orders =
          connector
              .adapter(
                  SalesOrder.TYPE, Selection.of(SalesOrder.LINES).wishing(List.of(Reference.FIELD)))
              .orElseThrow();
      assertThat(orders.describe().can(Capability.CREATE)).isFalse();
      assertThatThrownBy(() -> orders.write(List.of(new Write.Create("a", "R1", Fields.empty()))))
          .isInstanceOf(UnsupportedOperation.class);
      assertThat(connector.check())
          .extracting(finding -> finding.detail().field())
          .containsExactly(Reference.FIELD.name());
    }
  }

  /** Else it would be refused at the first create that is longer. */
  @Test
  void aReferenceIsNoLongerThanItsProperty() {
    S4HanaCodes codes =
        Systems.codes().referenceProperty(SalesOrder.TYPE, "AssignmentReference").build();
    try (Connector connector = connect(codes)) {
      Selection selection = Selection.of(SalesOrder.LINES).wishing(List.of(Reference.FIELD));
      assertThat(
              connector
                  .adapter(SalesOrder.TYPE, selection)
                  .orElseThrow()
                  .describe()
                  .referenceLength())
          .isEqualTo(18);
    }
    try (Connector connector = connect(Systems.codes().build())) {
      assertThat(
              connector
                  .adapter(SalesOrder.TYPE, Selection.of(SalesOrder.LINES))
                  .orElseThrow()
                  .describe()
                  .referenceLength())
          .isEqualTo(35);
    }
  }

  @Test
  void whatIsNotOfferedIsRefusedByName() {
    try (Connector connector = connect(Systems.codes().build())) {
      assertThat(connector.adapter(Deal.TYPE, Selection.of())).isEmpty();
      EntityAdapter orders =
          connector.adapter(SalesOrder.TYPE, Selection.of(SalesOrder.LINES)).orElseThrow();
      assertThatThrownBy(
              () ->
                  orders.write(
                      List.of(
                          new Write.Update(
                              "a", RecordId.of("1"), Fields.empty(), Fields.empty(), null))))
          .isInstanceOf(UnsupportedOperation.class)
          .hasMessageContaining("update sales_order");
    }
  }

  @Test
  void aDiscountWithoutItsConditionTypeIsRefusedBeforeItIsSent() {
    String customer = systems.customer("Acme");
    systems.product("A1");
    try (Connector connector = connect(S4HanaCodes.builder("1010", "10", "00").build())) {
      EntityAdapter orders =
          connector
              .adapter(
                  SalesOrder.TYPE,
                  Selection.of(SalesOrder.CUSTOMER, SalesOrder.CURRENCY, SalesOrder.LINES))
              .orElseThrow();
      Fields order =
          Fields.of(
              SalesOrder.CUSTOMER,
              Ref.to(Customer.TYPE, customer),
              SalesOrder.CURRENCY,
              "EUR",
              SalesOrder.LINES,
              List.of(
                  DocumentLine.item("10")
                      .product(Ref.to(Product.TYPE, "A1"))
                      .quantity(BigDecimal.ONE)
                      .unitPrice(BigDecimal.TEN)
                      .discountPercent(BigDecimal.ONE)
                      .build()));
      WriteResult result = orders.write(List.of(new Write.Create("a", "R1", order))).get(0);
      assertThat(result)
          .isInstanceOfSatisfying(
              WriteResult.Refused.class,
              refused ->
                  assertThat(refused.fields().get(0).message()).contains("discountCondition"));
      assertThat(systems.simulator.journal().count("POST", ".*")).isZero();
    }
  }

  @Test
  void aPartOfAnAddressThatIsTooLongIsRefusedBeforeItIsSent() {
    String customer = systems.customer("Acme");
    try (Connector connector = connect(Systems.codes().build())) {
      EntityAdapter customers =
          connector.adapter(Customer.TYPE, Selection.of(Customer.BILLING_ADDRESS)).orElseThrow();
      PostalAddress address =
          new PostalAddress("x".repeat(61), null, "97139", "LES ABYMES", null, "GP");
      WriteResult result =
          customers
              .write(
                  List.of(
                      new Write.Update(
                          "a",
                          RecordId.of(customer),
                          Fields.of(Customer.BILLING_ADDRESS, address),
                          Fields.empty(),
                          null)))
              .get(0);
      assertThat(result).isInstanceOf(WriteResult.Refused.class);
      assertThat(systems.simulator.journal().count("POST", ".*")).isZero();
    }
  }

  @Test
  void overdueItemsAndCreditsAreToldApart() {
    String customer = systems.customer("Acme");
    systems.product("A1");
    String order =
        systems
            .simulator
            .user()
            .create(
                "A_SalesOrder",
                java.util.Map.of(
                    "SalesOrderType",
                    "OR",
                    "SalesOrganization",
                    "1010",
                    "DistributionChannel",
                    "10",
                    "OrganizationDivision",
                    "00",
                    "SoldToParty",
                    customer,
                    "to_Item",
                    List.of(
                        java.util.Map.of(
                            "Material",
                            "A1",
                            "RequestedQuantity",
                            1,
                            "to_PricingElement",
                            List.of(
                                java.util.Map.of(
                                    "ConditionType",
                                    "PPR0",
                                    "ConditionRateValue",
                                    100,
                                    "ConditionCurrency",
                                    "EUR"))))));
    String paid = systems.simulator.user().bill(order);
    systems.simulator.user().bill(order);
    systems.simulator.user().pay(paid);
    systems.simulator.user().payOnAccount(customer, new BigDecimal("50"));
    systems.pass(Duration.ofDays(40));
    try (Connector connector = connect(Systems.codes().build())) {
      EntityAdapter balances =
          connector
              .adapter(
                  CustomerBalance.TYPE,
                  Selection.of(
                      CustomerBalance.ACCOUNTING,
                      CustomerBalance.OVERDUE,
                      CustomerBalance.DAYS_OVERDUE,
                      CustomerBalance.UNALLOCATED_CREDIT))
              .orElseThrow();
      Fields fields =
          balances
              .list(Position.START, 10, EntityAdapter.Depth.FULL)
              .changes()
              .get(0)
              .shown()
              .orElseThrow()
              .fields();
      assertThat(fields)
          .isEqualTo(
              Fields.builder()
                  .set(CustomerBalance.ACCOUNTING, new BigDecimal("70"))
                  .set(CustomerBalance.OVERDUE, new BigDecimal("120"))
                  .set(CustomerBalance.DAYS_OVERDUE, 10L)
                  .set(CustomerBalance.UNALLOCATED_CREDIT, new BigDecimal("50"))
                  .build());
    }
  }
}
