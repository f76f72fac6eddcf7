package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.salesforce.SalesforceSettings;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class CustomerContractTest extends EntityAdapterContract {
  private static final Field<String> REGION = Field.text("sales_region");

  final Orgs orgs = prepared();

  private static Orgs prepared() {
    Orgs orgs = new Orgs();
    orgs.settings = settings(orgs).build();
    return orgs.prepared(
        Customer.TYPE,
        REGION,
        Customer.SIRET,
        Customer.EMAIL,
        CustomerBalance.OUTSTANDING,
        CustomerBalance.OLDEST_DUE_DATE);
  }

  private static SalesforceSettings.Builder settings(Orgs orgs) {
    return orgs.settings().column(Customer.TYPE, REGION, "ERP_Sales_Region__c");
  }

  SalesforceSettings.Builder settings() {
    return settings(orgs);
  }

  @AfterEach
  void close() {
    orgs.close();
  }

  @Override
  protected Connector connector() {
    return Salesforce.connect(settings().build());
  }

  @Override
  protected EntityType type() {
    return Customer.TYPE;
  }

  @Override
  protected Remote remote() {
    return new OrgRemote(orgs, "Account", columns());
  }

  static Column<?>[] columns() {
    return new Column<?>[] {
      Column.text(Customer.SIRET, "ERP_Siret__c"),
      Column.text(Customer.NAME, "Name"),
      Column.text(Customer.CODE, "AccountNumber"),
      Column.text(Customer.PHONE, "Phone"),
      Column.address(Customer.BILLING_ADDRESS, "Billing"),
      Column.number(CustomerBalance.OUTSTANDING, "ERP_Outstanding__c"),
      Column.date(CustomerBalance.OLDEST_DUE_DATE, "ERP_Oldest_Due_Date__c"),
      Column.text(Customer.EMAIL, "ERP_Email__c"),
      Column.text(REGION, "ERP_Sales_Region__c")
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Customer.SIRET, "%014d".formatted(n))
        .set(Customer.NAME, "Sentinel O'Durand \\" + n)
        .set(Customer.CODE, "C-" + n)
        .set(Customer.PHONE, "+33536490000" + n)
        .set(CustomerBalance.OUTSTANDING, new BigDecimal("5539.5" + n % 10))
        .set(CustomerBalance.OLDEST_DUE_DATE, LocalDate.of(2026, 1, 1 + n % 28))
        .set(
            Customer.BILLING_ADDRESS,
            new PostalAddress(
                n + " rue Sentinelle", "ZI du Morne", "97139", "LES ABYMES", null, "Guadeloupe"))
        .set(Customer.EMAIL, "sentinel" + n + "@example.org")
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Customer.NAME, "Sentinel Renamed " + n, Customer.EMAIL, "renamed" + n + "@example.org");
  }

  @Override
  protected Fields rough(int n) {
    return sample(n)
        .with(Customer.EMAIL, "Sentinel" + n + "@Example.org")
        .with(CustomerBalance.OUTSTANDING, new BigDecimal("12.345"))
        .with(Customer.PHONE, " +33536490000 ");
  }

  @Override
  protected Optional<Field<String>> customField() {
    return Optional.of(REGION);
  }
}
