package dev.passerelle.sage.sage100.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.SystemDescriptor;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Deal;
import dev.passerelle.core.model.Employee;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.simulators.sage100.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the adapters show of the company of the case. */
class ReadingTest {
  private static final Field<BigDecimal> OCTROI = Field.decimal("octroi_de_mer");

  @Test
  void theCompanyIsKnownByItsDatabase() {
    try (Negoce negoce = new Negoce(Variant.RECENT)) {
      SystemDescriptor system = negoce.connector.describe();
      assertThat(system.identity()).isEqualTo("NEGOCE971");
      assertThat(system.zone()).isEqualTo(Negoce.GUADELOUPE);
      assertThat(negoce.connector.adapter(Deal.TYPE, Selection.of())).isEmpty();
    }
  }

  @Test
  void aCustomerShowsItsOwnCodes() {
    try (Negoce negoce = new Negoce(Variant.RECENT)) {
      Snapshot snapshot = Negoce.read(customers(negoce), "101");
      Fields fields = snapshot.fields();

      assertThat(fields.get(Customer.CODE)).contains("BATIGWADA");
      assertThat(fields.get(Customer.NAME)).contains("Bâti Gwada SAS");
      assertThat(fields.get(Customer.SIRET)).contains("00000011700010");
      assertThat(fields.get(Customer.VAT_NUMBER)).contains("FR72000000117");
      assertThat(fields.get(Customer.BILLING_ADDRESS))
          .contains(
              new PostalAddress(
                  "12 rue des Flamboyants",
                  "ZI du Morne Fictif",
                  "97139",
                  "LES ABYMES",
                  null,
                  "GUADELOUPE"));
      assertThat(fields.get(Customer.PHONE)).contains("05 36 49 10 11");
      assertThat(fields.get(Customer.EMAIL)).contains("achats@batigwada.example");
      assertThat(fields.has(Customer.PAYER)).isTrue();
      assertThat(fields.get(Customer.PAYER)).isEmpty();
      assertThat(fields.get(Customer.OWNER)).contains("1");
      assertThat(fields.get(Customer.PRICE_CATEGORY)).contains("1");
      assertThat(fields.get(Customer.TAX_CATEGORY)).contains("1");
      assertThat(fields.get(Customer.PAYMENT_TERMS)).contains("1/30/1");
      assertThat(fields.get(Customer.STATE)).contains("active");
      assertThat(snapshot.modifiedAt()).contains(java.time.Instant.parse("2026-03-15T21:42:00Z"));
      assertThat(snapshot.authoritative()).isTrue();
    }
  }

  @Test
  void payersDormantOnesAndPaddedCodesAreNormalised() {
    try (Negoce negoce = new Negoce(Variant.RECENT)) {
      EntityAdapter customers = customers(negoce);
      Fields agency = Negoce.read(customers, "102").fields();
      assertThat(agency.get(Customer.PAYER)).contains(Ref.to(Customer.TYPE, "101"));
      assertThat(agency.get(Customer.PAYER_CODE)).contains("BATIGWADA");
      Snapshot dormant = Negoce.read(customers, "111");
      assertThat(dormant.life()).isEqualTo(Life.ARCHIVED);
      assertThat(dormant.fields().get(Customer.STATE)).contains("dormant");
      assertThat(dormant.fields().get(Customer.EMAIL)).isEmpty();
      assertThat(Negoce.read(customers, "107").fields().get(Customer.CODE)).contains("MADINACHAU");
    }
  }

  @Test
  void customersAreFoundByTheirKeys() {
    try (Negoce negoce = new Negoce(Variant.RECENT.withPadding())) {
      EntityAdapter customers = customers(negoce);
      assertThat(ids(customers.find(Customer.CODE, List.of("madinachau ", "COMPTANT"))))
          .containsExactlyInAnyOrder("107", "112");
      assertThat(ids(customers.find(Customer.SIRET, List.of("000 000 117 00028"))))
          .containsExactly("102");
      assertThat(ids(customers.find(Customer.VAT_NUMBER, List.of("FR72000000117"))))
          .containsExactlyInAnyOrder("101", "102");
      assertThat(ids(customers.find(Customer.EMAIL, List.of("OPS@sbh-villas.example"))))
          .containsExactly("109");
      assertThat(customers.find(Customer.CODE, List.of())).isEmpty();
      assertThatThrownBy(() -> customers.find(Customer.NAME, List.of("x")))
          .isInstanceOf(UnsupportedOperation.class);
    }
  }

  @Test
  void whatIsNotThereIsGone() {
    try (Negoce negoce = new Negoce(Variant.RECENT)) {
      assertThat(customers(negoce).read(List.of(RecordId.of("9999"), RecordId.of("no-number"))))
          .allSatisfy(lookup -> assertThat(lookup).isInstanceOf(Lookup.Gone.class))
          .hasSize(2);
    }
  }

  @Test
  void contactsBelongToOneCustomerEach() {
    try (Negoce negoce = new Negoce(Variant.RECENT)) {
      EntityAdapter contacts =
          negoce.adapter(
              Contact.TYPE,
              Contact.FIRST_NAME,
              Contact.LAST_NAME,
              Contact.EMAIL,
              Contact.MOBILE,
              Contact.JOB_TITLE,
              Contact.CUSTOMERS);
      List<Snapshot> found =
          contacts.find(Contact.EMAIL, List.of("lucie.gommier@batigwada.example"));
      assertThat(found)
          .extracting(contact -> contact.fields().get(Contact.CUSTOMERS).orElseThrow())
          .containsExactlyInAnyOrder(
              Set.of(Ref.to(Customer.TYPE, "101")), Set.of(Ref.to(Customer.TYPE, "102")));
      List<Snapshot> all = new ArrayList<>();
      Negoce.list(contacts, 2, all);
      assertThat(all).hasSize(6);
    }
  }

  @Test
  void representativesGoByTheirNumber() {
    try (Negoce negoce = new Negoce(Variant.RECENT)) {
      EntityAdapter employees =
          negoce.adapter(Employee.TYPE, Employee.CODE, Employee.FIRST_NAME, Employee.LAST_NAME);
      Fields second = employees.find(Employee.CODE, List.of("2")).get(0).fields();
      assertThat(second.get(Employee.LAST_NAME)).contains("Filao");
    }
  }

  @Test
  void aProductShowsPriceUnitAndVatOfTheCategory() {
    try (Negoce negoce = new Negoce(Variant.RECENT, ReadingTest::withOctroi)) {
      EntityAdapter products = products(negoce);
      Snapshot cement = Negoce.read(products, "CIM-CPJ-35");
      assertThat(cement.fields().get(Product.SKU)).contains("CIM-CPJ-35");
      assertThat(cement.fields().get(Product.NAME)).contains("Ciment CPJ 32,5 sac 35 kg");
      assertThat(cement.fields().get(Product.UNIT)).contains("SAC");
      assertThat(cement.fields().get(Product.TAX_CODE)).contains("C85");
      assertThat(number(cement, Product.PRICE)).isEqualByComparingTo("8.40");
      assertThat(number(cement, Product.VAT_RATE)).isEqualByComparingTo("8.5");
      assertThat(number(cement, OCTROI)).isEqualByComparingTo("0.59");
      assertThat(number(Negoce.read(products, "PEI-FAC-15"), Product.VAT_RATE))
          .as("by family")
          .isEqualByComparingTo("8.5");
      assertThat(Negoce.read(products, "VEN-OLD-40").life()).isEqualTo(Life.ARCHIVED);
      assertThat(ids(products.find(Product.SKU, List.of("riz-lg-25"))))
          .containsExactly("RIZ-LG-25");
      List<Snapshot> all = new ArrayList<>();
      Negoce.list(products, 7, all);
      assertThat(all).hasSize(16);
    }
  }

  @Test
  void anExportCompanySeesTheVatOfItsOwnCategory() {
    try (Negoce negoce = new Negoce(Variant.RECENT, s -> withOctroi(s).taxCategory(2))) {
      assertThat(Negoce.read(products(negoce), "CIM-CPJ-35").fields().get(Product.TAX_CODE))
          .contains("C00");
    }
  }

  @Test
  void aPriceWithTaxIsShownNet() {
    try (Negoce negoce = new Negoce(Variant.RECENT, ReadingTest::withOctroi)) {
      negoce
          .sage
          .user()
          .changeArticle("PEI-FAC-15", Map.of("AR_PrixTTC", 1, "AR_PrixVen", "104.16"));
      assertThat(number(Negoce.read(products(negoce), "PEI-FAC-15"), Product.PRICE))
          .isEqualByComparingTo("96.00");
    }
  }

  @Test
  void stockFollowsTheFormula() {
    try (Negoce negoce =
        new Negoce(Variant.RECENT, s -> s.stock(StockFormula.ON_HAND_LESS_PICKING_AND_RESERVED))) {
      EntityAdapter stock =
          negoce.adapter(StockLevel.TYPE, StockLevel.AVAILABLE, StockLevel.ON_HAND);
      assertThat(number(Negoce.read(stock, "CIM-CPJ-35"), StockLevel.AVAILABLE))
          .isEqualByComparingTo("1200");
      assertThat(number(Negoce.read(stock, "RIZ-LG-25"), StockLevel.AVAILABLE))
          .isEqualByComparingTo("160");
      assertThat(number(Negoce.read(stock, "GRP-ELE-3K"), StockLevel.AVAILABLE))
          .isEqualByComparingTo("3");
      assertThat(Negoce.read(stock, "LIV-FORFAIT").fields().get(StockLevel.AVAILABLE)).isEmpty();
      assertThat(Negoce.read(stock, "PEI-FAC-15").fields().get(StockLevel.AVAILABLE)).isEmpty();
      assertThat(Negoce.read(stock, "RIZ-LG-25").fields().get(StockLevel.ON_HAND).orElseThrow())
          .containsOnlyKeys("1");
    }
  }

  @Test
  void theDefaultFormulaTakesOffWhatIsInPicking() {
    try (Negoce negoce = new Negoce(Variant.RECENT)) {
      EntityAdapter stock = negoce.adapter(StockLevel.TYPE, StockLevel.AVAILABLE);
      assertThat(number(Negoce.read(stock, "GRP-ELE-3K"), StockLevel.AVAILABLE))
          .isEqualByComparingTo("4");
    }
  }

  @Test
  void limitsAreThoseOfTheVersion() {
    try (Negoce recent = new Negoce(Variant.RECENT);
        Negoce old = new Negoce(Variant.OLD)) {
      assertThat(nameRule(recent).refuse("x".repeat(69))).isEmpty();
      assertThat(nameRule(recent).refuse("x".repeat(70)))
          .hasValueSatisfying(e -> assertThat(e.limit()).isEqualTo(69));
      assertThat(nameRule(old).refuse("x".repeat(36)))
          .hasValueSatisfying(e -> assertThat(e.limit()).isEqualTo(35));
      assertThat(nameRule(recent).refuse("Łukasz"))
          .hasValueSatisfying(e -> assertThat(e.code()).isEqualTo("NOT_ENCODABLE"));
      assertThat(customers(recent).describe().shape())
          .isNotEqualTo(customers(old).describe().shape());
    }
  }

  @Test
  void aFreeFieldThatSageLacksIsRefusedByName() {
    try (Negoce negoce =
        new Negoce(Variant.RECENT, s -> s.freeField(Product.TYPE, OCTROI, "Octroi"))) {
      assertThatThrownBy(() -> negoce.adapter(Product.TYPE, OCTROI))
          .isInstanceOf(InvalidConfiguration.class)
          .hasMessageContaining("octroi_de_mer")
          .hasMessageContaining("[Octroi]");
      assertThatThrownBy(() -> negoce.adapter(Customer.TYPE, Product.SKU))
          .isInstanceOf(InvalidConfiguration.class)
          .hasMessageContaining("sku");
    }
  }

  @Test
  void aRefusedLoginAndADeadServerAreToldApart() {
    try (Negoce negoce = new Negoce(Variant.RECENT)) {
      EntityAdapter customers = customers(negoce);
      negoce.sage.loginRefused(true);
      assertThatThrownBy(() -> Negoce.read(customers, "101"))
          .isInstanceOf(AuthenticationFailed.class)
          .satisfies(e -> assertThat(code(e)).isEqualTo(ErrorCode.SQL_LOGIN_REFUSED));
      negoce.sage.loginRefused(false);
      negoce.sage.databaseDown(true);
      assertThatThrownBy(() -> Negoce.read(customers, "101"))
          .isInstanceOf(SystemUnavailable.class)
          .satisfies(e -> assertThat(code(e)).isEqualTo(ErrorCode.DATABASE_DOWN));
      negoce.sage.databaseDown(false);
      assertThat(Negoce.read(customers, "101").id()).isEqualTo(RecordId.of("101"));
    }
  }

  private static ErrorCode code(Throwable thrown) {
    return ((PasserelleException) thrown).detail().code();
  }

  private static Sage100Settings.Builder withOctroi(Sage100Settings.Builder settings) {
    return settings.freeField(Product.TYPE, OCTROI, "Octroi de mer inclus");
  }

  private static FieldRule<String> nameRule(Negoce negoce) {
    return customers(negoce).describe().rule(Customer.NAME).orElseThrow();
  }

  private static BigDecimal number(Snapshot snapshot, Field<BigDecimal> field) {
    return snapshot.fields().get(field).orElseThrow();
  }

  private static List<String> ids(List<Snapshot> snapshots) {
    return snapshots.stream().map(snapshot -> snapshot.id().value()).toList();
  }

  private static EntityAdapter products(Negoce negoce) {
    return negoce.adapter(
        Product.TYPE,
        Product.SKU,
        Product.NAME,
        Product.UNIT,
        Product.PRICE,
        Product.TAX_CODE,
        Product.VAT_RATE,
        Product.STATE,
        OCTROI);
  }

  static EntityAdapter customers(Negoce negoce) {
    return negoce.adapter(
        Customer.TYPE,
        Customer.CODE,
        Customer.NAME,
        Customer.SIRET,
        Customer.VAT_NUMBER,
        Customer.EMAIL,
        Customer.PHONE,
        Customer.BILLING_ADDRESS,
        Customer.PAYER,
        Customer.PAYER_CODE,
        Customer.OWNER,
        Customer.PRICE_CATEGORY,
        Customer.TAX_CATEGORY,
        Customer.PAYMENT_TERMS,
        Customer.STATE);
  }
}
