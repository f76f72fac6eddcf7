package dev.passerelle.salesforce.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Reference;
import dev.passerelle.salesforce.SalesforceClient;
import dev.passerelle.salesforce.SalesforceCredentials;
import dev.passerelle.salesforce.SalesforceSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SetupAndCheckTest {
  private static final Selection BALANCE =
      Selection.of(Customer.NAME, Customer.SIRET, CustomerBalance.OUTSTANDING, Reference.FIELD);

  private final Orgs orgs = new Orgs();

  @AfterEach
  void close() {
    orgs.close();
  }

  private List<String> setUp() {
    try (SalesforceClient client = orgs.settings.newClient()) {
      return SalesforceSetup.apply(client, orgs.settings, Map.of(Customer.TYPE, BALANCE));
    }
  }

  private List<Finding> check() {
    return check(orgs.settings);
  }

  private static List<Finding> check(SalesforceSettings settings) {
    try (Connector connector = Salesforce.connect(settings)) {
      connector.adapter(Customer.TYPE, BALANCE);
      return connector.check();
    }
  }

  private static List<ErrorCode> codes(List<Finding> findings) {
    return findings.stream().map(finding -> finding.detail().code()).toList();
  }

  @Test
  void makesWhatIsMissingOnceAndListsIt() {
    assertThat(setUp())
        .containsExactlyInAnyOrder(
            "Account.ERP_Siret__c",
            "Account.ERP_Outstanding__c",
            "Account.ERP_Id__c",
            "permission set Passerelle");
    orgs.simulator.user().assign(SalesforceSetup.PERMISSION_SET);

    assertThat(setUp()).isEmpty();
    assertThat(orgs.simulator.user().fields("Account"))
        .contains("ERP_Siret__c", "ERP_Id__c")
        .doesNotContain("ERP_Siren__c");
    assertThat(check()).isEmpty();
  }

  @Test
  void aLaterSetUpTakesBackNothingThatAnEarlierOneGranted() {
    setUp();
    orgs.simulator.user().assign(SalesforceSetup.PERMISSION_SET);
    Selection invoices = Selection.of(Invoice.NUMBER, Invoice.CUSTOMER, Invoice.GROSS);
    try (SalesforceClient client = orgs.settings.newClient()) {
      assertThat(SalesforceSetup.apply(client, orgs.settings, Map.of(Invoice.TYPE, invoices)))
          .contains("ERP_Invoice__c.ERP_Gross__c")
          .doesNotContain("Account.ERP_Siret__c");
    }
    try (Connector connector = Salesforce.connect(orgs.settings)) {
      connector.adapter(Customer.TYPE, BALANCE);
      connector.adapter(Invoice.TYPE, invoices);
      assertThat(connector.check()).isEmpty();
    }
    // Accounts may still be written: a set that only the invoices made would read them.
    assertThat(orgs.simulator.user().records("ObjectPermissions"))
        .filteredOn(grant -> grant.value("PermissionsEdit").equals(Optional.of("true")))
        .extracting(grant -> grant.value("SobjectType").orElseThrow())
        .contains("Account", "ERP_Invoice__c");
  }

  @Test
  void theUsualSetUpMakesWhatTheUsualCheckWants() {
    try (SalesforceClient client = orgs.settings.newClient()) {
      assertThat(SalesforceSetup.apply(client, orgs.settings))
          .contains("Account.ERP_Overdue__c")
          .contains("Quote.ERP_Report_Status__c", "Quote.ERP_Report_Delivery_Status__c");
    }
    orgs.simulator.user().assign(SalesforceSetup.PERMISSION_SET);
    try (Connector connector = Salesforce.connect(orgs.settings)) {
      assertThat(connector.check()).isEmpty();
    }
  }

  @Test
  void aColumnThatNobodyGrantedIsNotThere() {
    setUp();
    assertThat(codes(check())).isNotEmpty().containsOnly(ErrorCode.CUSTOM_PROPERTY_MISSING);
    assertThat(check().get(0).detail().cause()).contains("field-level security");
  }

  @Test
  void everyMissingColumnIsNamed() {
    assertThat(check())
        .extracting(finding -> finding.detail().field())
        .containsExactlyInAnyOrder("ERP_Siret__c", "ERP_Outstanding__c", "ERP_Id__c");
  }

  @Test
  void aRefusedDeploymentNamesTheComponent() {
    SalesforceSettings odd = orgs.settings().prefix("ERP___").build();
    try (SalesforceClient client = odd.newClient()) {
      assertThatThrownBy(() -> SalesforceSetup.apply(client, odd, Map.of(Customer.TYPE, BALANCE)))
          .isInstanceOfSatisfying(
              RefusedByRemote.class,
              e -> assertThat(e.fieldErrors().get(0).field()).startsWith("Account.ERP___"));
    }
  }

  @Test
  void aWrongSecretIsOneFinding() {
    SalesforceSettings wrong =
        SalesforceSettings.builder(
                orgs.simulator.baseUrl(),
                SalesforceCredentials.clientCredentials("3MVG9-of-the-app", () -> "wrong"))
            .time(orgs.ours, orgs::pass)
            .build();
    try (Connector connector = Salesforce.connect(wrong)) {
      assertThat(codes(connector.check())).containsExactly(ErrorCode.CREDENTIALS_REFUSED);
    }
  }

  @Test
  void anotherOrgIsOneFinding() {
    orgs.prepared(Map.of(Customer.TYPE, BALANCE));
    SalesforceSettings expecting = orgs.settings().organization("00D000000000062").build();
    assertThat(codes(check(expecting))).containsExactly(ErrorCode.IDENTITY_MISMATCH);
    SalesforceSettings right =
        orgs.settings().organization(orgs.simulator.organizationId()).build();
    assertThat(check(right)).isEmpty();
  }

  @Test
  void aVersionThatIsNotServedIsOneFinding() {
    orgs.simulator.versions(List.of("70.0", "71.0"));
    assertThat(codes(check())).containsExactly(ErrorCode.API_VERSION_UNSUPPORTED);
  }

  @Test
  void clocksThatDifferAreOneFinding() {
    orgs.prepared(Map.of(Customer.TYPE, BALANCE));
    orgs.theirs.advance(Duration.ofMinutes(5));
    assertThat(check())
        .singleElement()
        .satisfies(finding -> assertThat(finding.level()).isEqualTo(Finding.Level.WARNING))
        .satisfies(finding -> assertThat(finding.detail().code()).isEqualTo(ErrorCode.CLOCK_SKEW));
    orgs.theirs.advance(Duration.ofHours(2));
    assertThat(check().get(0).level()).isEqualTo(Finding.Level.ERROR);
  }

  @Test
  void aUserWhoDoesNotSeeAllIsWarnedOf() {
    orgs.prepared(Map.of(Customer.TYPE, BALANCE));
    String id = orgs.simulator.user().create("Account", Map.of("Name", "Secret"));
    orgs.simulator.hide(id);
    assertThat(check())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(Finding.Level.WARNING);
              assertThat(finding.detail().figures().get("missing"))
                  .isEqualTo("View All Records Account");
            });
  }

  @Test
  void aColumnOfAnotherKindIsDrift() {
    orgs.prepared(Map.of(Customer.TYPE, BALANCE));
    orgs.simulator.changeType("Account", "ERP_Outstanding__c", "boolean");
    assertThat(codes(check())).containsExactly(ErrorCode.DRIFT_DETECTED);
  }

  @Test
  void withoutTheReferenceNothingIsCreated() {
    try (Connector connector = Salesforce.connect(orgs.settings)) {
      EntityAdapter adapter =
          connector.adapter(Customer.TYPE, Selection.of(Customer.NAME)).orElseThrow();
      assertThat(adapter.describe().can(Capability.CREATE)).isFalse();
      Write create = new Write.Create("k", "PT:1", Fields.of(Customer.NAME, "A"));
      assertThatThrownBy(() -> adapter.write(List.of(create)))
          .isInstanceOf(UnsupportedOperation.class)
          .hasMessageContaining("ERP_Id__c");
    }
  }

  @Test
  void aMissingColumnIsRefusedByNameAndCostsNoOtherRecord() {
    orgs.prepared(Map.of(Customer.TYPE, Selection.of(Reference.FIELD)));
    try (Connector connector = Salesforce.connect(orgs.settings)) {
      EntityAdapter adapter = connector.adapter(Customer.TYPE, BALANCE).orElseThrow();
      List<WriteResult> results =
          adapter.write(
              List.of(
                  new Write.Create(
                      "bad",
                      "PT:1",
                      Fields.of(Customer.NAME, "A", CustomerBalance.OUTSTANDING, BigDecimal.ONE)),
                  new Write.Create("good", "PT:2", Fields.of(Customer.NAME, "B"))));
      assertThat(results.get(0))
          .isInstanceOfSatisfying(
              WriteResult.Refused.class,
              refused -> {
                assertThat(refused.cause().code()).isEqualTo(ErrorCode.CUSTOM_PROPERTY_MISSING);
                assertThat(refused.fields().get(0).field()).isEqualTo("outstanding");
              });
      assertThat(results.get(1)).isInstanceOf(WriteResult.Written.class);
    }
  }
}
