package dev.passerelle.hubspot.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.SystemDescriptor;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Employee;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.HubSpotCredentials;
import dev.passerelle.hubspot.HubSpotSettings;
import dev.passerelle.hubspot.model.NewProperty;
import dev.passerelle.hubspot.model.Property;
import dev.passerelle.simulators.JournalEntry;
import dev.passerelle.simulators.hubspot.HubSpotFaults;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the connector needs in an account, and how it says what is missing. */
class SetupAndCheckTest {
  private final Portals portals = new Portals();

  @AfterEach
  void close() {
    portals.close();
  }

  private List<String> apply() {
    try (HubSpotClient client = portals.administrator()) {
      return HubSpotSetup.apply(client, portals.settings);
    }
  }

  private static List<ErrorCode> codes(List<Finding> findings) {
    return findings.stream().map(finding -> finding.detail().code()).toList();
  }

  @Test
  void setUpMakesWhatTheCaseNamesOnceOnly() {
    assertThat(apply())
        .contains(
            "companies.erp_customer_key",
            "companies.erp_outstanding",
            "companies.erp_outstanding_accounting",
            "companies.erp_credit_state",
            "companies.erp_balance_asof",
            "companies.erp_payer_code",
            "companies.erp_siret",
            "companies.erp_vat_number",
            "companies.erp_email",
            "products.erp_product_key",
            "products.erp_vat_rate",
            "products.erp_stock_available",
            "contacts.erp_contact_key",
            "quotes.erp_sync_status",
            "quotes.erp_document_total_ttc",
            "deals.erp_send",
            "deals.erp_delivery_status")
        .doesNotContain("companies.name");
    assertThat(apply()).isEmpty();
    try (HubSpotClient client = portals.administrator()) {
      Property key = property(client, "companies", "erp_customer_key");
      assertThat(key.unique()).isTrue();
      assertThat(key.type()).isEqualTo("string");
      assertThat(property(client, "companies", "erp_oldest_due_date").type()).isEqualTo("date");
      assertThat(property(client, "companies", "erp_balance_asof").type()).isEqualTo("datetime");
      assertThat(property(client, "deals", "erp_send").type()).isEqualTo("bool");
    }
  }

  private static Property property(HubSpotClient client, String type, String name) {
    return client.properties().list(type).stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void setUpMakesExactlyWhatASelectionUses() {
    Field<String> country = Field.text("country_iso");
    HubSpotSettings settings =
        portals
            .settings(1)
            .prefix("sage_")
            .property(Customer.TYPE, country, "pays_iso")
            .reference(Customer.TYPE, "sage_ref")
            .build();
    try (HubSpotClient client = portals.administrator()) {
      Selection selection = Selection.of(Customer.NAME, Customer.SIRET, country);
      List<String> made = HubSpotSetup.apply(client, settings, Map.of(Customer.TYPE, selection));
      assertThat(made)
          .containsExactlyInAnyOrder(
              "companies group erp_sync",
              "companies.sage_ref",
              "companies.sage_siret",
              "companies.pays_iso");
    }
  }

  @Test
  void invoicesAndPaymentsHaveTheAmountsOfTheErpBesideHubSpots() {
    Selection invoices =
        Selection.of(
            Reference.FIELD, Invoice.CURRENCY, Invoice.GROSS, Invoice.REMAINING, Invoice.POSTED);
    Selection payments =
        Selection.of(Reference.FIELD, Payment.AMOUNT, Payment.UNALLOCATED, Payment.BOUNCED);
    String[] names = {
      "invoices.erp_invoice_key",
      "invoices.erp_gross",
      "invoices.erp_remaining",
      "invoices.erp_posted",
      "commerce_payments.erp_payment_key",
      "commerce_payments.erp_unallocated",
      "commerce_payments.erp_bounced"
    };
    try (HubSpotClient client = portals.administrator();
        Connector connector = HubSpot.connect(portals.settings)) {
      connector.adapter(Invoice.TYPE, invoices);
      connector.adapter(Payment.TYPE, payments);
      assertThat(connector.check())
          .extracting(finding -> finding.detail().cause().split(",", 2)[0])
          .containsExactlyInAnyOrder(names);
      assertThat(
              HubSpotSetup.apply(
                  client, portals.settings, Map.of(Invoice.TYPE, invoices, Payment.TYPE, payments)))
          .contains(names);
    }
    try (Connector connector = HubSpot.connect(portals.settings)) {
      connector.adapter(Invoice.TYPE, invoices);
      connector.adapter(Payment.TYPE, payments);
      assertThat(connector.check()).isEmpty();
    }
  }

  @Test
  void aPreparedAccountHasNothingToMend() {
    apply();
    try (Connector connector = HubSpot.connect(portals.settings)) {
      assertThat(connector.check()).isEmpty();
    }
  }

  @Test
  void everyMissingPropertyIsNamedWithItsType() {
    try (Connector connector = HubSpot.connect(portals.settings)) {
      connector.adapter(
          Customer.TYPE,
          Selection.of(Customer.NAME, Customer.SIRET)
              .wishing(List.of(Reference.FIELD, CustomerBalance.OUTSTANDING)));
      List<Finding> findings = connector.check();
      assertThat(findings)
          .extracting(finding -> finding.detail().cause())
          .containsExactlyInAnyOrder(
              "companies.erp_siret, type string",
              "companies.erp_outstanding, type number",
              "companies.erp_customer_key, type string, unique");
      assertThat(codes(findings)).containsOnly(ErrorCode.CUSTOM_PROPERTY_MISSING);
      assertThat(findings).allMatch(finding -> finding.level() == Finding.Level.ERROR);
      assertThat(findings.get(0).detail().system()).isEqualTo("crm");
      assertThat(findings.get(0).detail().entity()).isEqualTo("customer");
    }
  }

  @Test
  void aWrongTypeAndAReferenceThatIsNotUniqueAreNamed() {
    try (HubSpotClient client = portals.administrator()) {
      client
          .properties()
          .createGroup("companies", new dev.passerelle.hubspot.model.PropertyGroup("erp", "ERP"));
      create(client, "erp_outstanding", "string", "text");
      create(client, "erp_customer_key", "string", "text");
    }
    try (Connector connector = HubSpot.connect(portals.settings)) {
      EntityAdapter adapter =
          connector
              .adapter(Customer.TYPE, Selection.of(CustomerBalance.OUTSTANDING, Reference.FIELD))
              .orElseThrow();
      assertThat(connector.check())
          .extracting(finding -> finding.detail().figures().get("change"))
          .containsExactlyInAnyOrder(
              "erp_outstanding is string, not number", "erp_customer_key is not unique");
      assertThat(adapter.describe().can(Capability.CREATE)).isFalse();
      assertThatThrownBy(
              () -> adapter.write(List.of(new Write.Create("w", "ERP:1", Fields.empty()))))
          .isInstanceOf(UnsupportedOperation.class)
          .hasMessageContaining("erp_customer_key");
    }
  }

  private static void create(HubSpotClient client, String name, String type, String fieldType) {
    client
        .properties()
        .create("companies", new NewProperty(name, name, "erp", type, fieldType, false, List.of()));
  }

  @Test
  void aWrongTokenIsTheOnlyThingToMend() {
    HubSpotSettings wrong =
        HubSpotSettings.builder(HubSpotCredentials.token(() -> "pat-eu1-wrong-wrong-wrong"))
            .baseUrl(portals.simulator.baseUrl())
            .time(portals.ours, portals::pass)
            .build();
    try (Connector connector = HubSpot.connect(wrong)) {
      List<Finding> findings = connector.check();
      assertThat(codes(findings)).containsExactly(ErrorCode.TOKEN_REFUSED);
      assertThat(findings.get(0).detail().toString()).doesNotContain("pat-eu1-wrong");
      assertThatThrownBy(connector::describe).isInstanceOf(AuthenticationFailed.class);
    }
  }

  @Test
  void aMissingScopeIsNamedPerEntity() {
    portals.simulator.token(
        "pat-eu1-products-only",
        "crm.objects.products.read",
        "crm.schemas.products.read",
        "crm.schemas.companies.read");
    HubSpotSettings narrow =
        HubSpotSettings.builder(HubSpotCredentials.token(() -> "pat-eu1-products-only"))
            .baseUrl(portals.simulator.baseUrl())
            .time(portals.ours, portals::pass)
            .build();
    try (Connector connector = HubSpot.connect(narrow)) {
      connector.adapter(Customer.TYPE, Selection.of(Customer.NAME));
      assertThat(connector.check())
          .anySatisfy(
              finding -> {
                assertThat(finding.detail().code()).isEqualTo(ErrorCode.SCOPE_MISSING);
                assertThat(finding.detail().entity()).isEqualTo("customer");
                assertThat(finding.detail().figures())
                    .containsEntry("missing", "crm.objects.companies.read");
              });
      assertThat(connector.adapter(Invoice.TYPE, Selection.of(Invoice.NUMBER))).isEmpty();
    }
  }

  @Test
  void aClockThatIsAnHourWrongIsAnError() {
    apply();
    portals.theirs.advance(Duration.ofHours(1));
    try (Connector connector = HubSpot.connect(portals.settings)) {
      assertThat(connector.check())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.level()).isEqualTo(Finding.Level.ERROR);
                assertThat(finding.detail().code()).isEqualTo(ErrorCode.CLOCK_SKEW);
              });
    }
  }

  @Test
  void anApiVersionThatIsGoneIsSaidToBeOne() {
    apply();
    portals
        .simulator
        .faults()
        .next(20, "*", "/crm/", HubSpotFaults.error(404, "OBJECT_NOT_FOUND", "no"));
    try (Connector connector = HubSpot.connect(portals.settings)) {
      List<Finding> findings = connector.check();
      assertThat(codes(findings)).containsOnly(ErrorCode.API_VERSION_UNSUPPORTED);
      assertThat(findings.get(0).detail().figures())
          .containsEntry("expected", HubSpotClient.API_VERSION);
    }
  }

  @Test
  void theAccountIsKnownByItsNumber() {
    try (Connector connector = HubSpot.connect(portals.settings)) {
      SystemDescriptor system = connector.describe();
      assertThat(system.identity()).isEqualTo("971001");
      assertThat(system.apiVersion()).isEqualTo("2026-09");
      assertThat(system.zone()).isEqualTo(ZoneOffset.UTC);
      assertThat(system.entities())
          .contains(Customer.TYPE, CustomerBalance.TYPE, Product.TYPE, StockLevel.TYPE)
          .contains(Quote.TYPE, Employee.TYPE, Invoice.TYPE);
      assertThat(connector.adapter(CustomerBalance.TYPE, Selection.of(CustomerBalance.OVERDUE)))
          .as("a facet is read with its host")
          .isEmpty();
    }
  }

  @Test
  void whatNoFlowAsksForIsNotLookedFor() {
    portals.simulator.journal().clear();
    try (Connector connector = HubSpot.connect(portals.settings)) {
      connector.describe();
    }
    assertThat(portals.simulator.journal().entries())
        .extracting(JournalEntry::path)
        .contains("/account-info/2026-03/details")
        .noneMatch(path -> path.startsWith("/crm/"));
  }

  @Test
  void aFieldWithoutAPropertyIsRefusedByName() {
    try (Connector connector = HubSpot.connect(portals.settings)) {
      EntityAdapter adapter =
          connector.adapter(Product.TYPE, Selection.of(Product.NAME, Product.PRICES)).orElseThrow();
      assertThatThrownBy(adapter::describe)
          .isInstanceOf(InvalidConfiguration.class)
          .hasMessageContaining("prices")
          .hasMessageContaining("product");
    }
  }
}
