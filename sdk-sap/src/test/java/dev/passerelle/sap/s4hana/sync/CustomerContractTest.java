package dev.passerelle.sap.s4hana.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.simulators.s4hana.S4HanaFaults;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomerContractTest extends EntityAdapterContract {
  private static final Field<String> SEGMENT = Field.text("segment");
  private static final Field<String> OFFICE = Field.code("sales_office");

  private final Systems systems =
      new Systems(
          codes ->
              codes
                  .property(Customer.TYPE, SEGMENT, "YY1_Segment_bus")
                  .property(Customer.TYPE, OFFICE, "to_CustomerSalesArea/SalesOffice"));

  {
    systems.simulator.addProperty("A_BusinessPartner", "YY1_Segment_bus", 30);
    // The customer's number is not the partner's: ids must not be mixed up.
    systems.simulator.sameNumbers(false);
  }

  @AfterEach
  void close() {
    systems.close();
  }

  @Override
  protected Connector connector() {
    return S4Hana.connect(systems.settings);
  }

  @Override
  protected EntityType type() {
    return Customer.TYPE;
  }

  @Override
  protected Remote remote() {
    return new SystemRemote(systems, "A_BusinessPartner") {
      @Override
      String reference() {
        return "BusinessPartnerIDByExtSystem";
      }

      @Override
      String key(RecordId id) {
        return user.rows(set, Map.of("Customer", id.value())).stream()
            .map(row -> String.valueOf(row.get("BusinessPartner")))
            .findFirst()
            .orElse("none");
      }

      @Override
      public RecordId create(Fields fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("BusinessPartnerCategory", "2");
        values.put("OrganizationBPName1", text(fields, Customer.NAME));
        values.put("YY1_Segment_bus", text(fields, SEGMENT));
        values.put("to_BusinessPartnerRole", List.of(Map.of("BusinessPartnerRole", "FLCU01")));
        values.put(
            "to_BusinessPartnerTax",
            List.of(Map.of("BPTaxType", "FR0", "BPTaxNumber", text(fields, Customer.VAT_NUMBER))));
        Map<String, Object> area = new LinkedHashMap<>(Systems.area());
        area.put("CustomerPaymentTerms", text(fields, Customer.PAYMENT_TERMS));
        area.put("SalesOffice", text(fields, OFFICE));
        values.put("to_Customer", Map.of("to_CustomerSalesArea", List.of(area)));
        Map<String, Object> address = address(fields);
        address.put(
            "to_EmailAddress",
            List.of(
                Map.of(
                    "EmailAddress", text(fields, Customer.EMAIL), "IsDefaultEmailAddress", true)));
        address.put("to_PhoneNumber", List.of(Map.of("PhoneNumber", text(fields, Customer.PHONE))));
        values.put("to_BusinessPartnerAddress", List.of(address));
        String partner = user.create(set, values);
        return RecordId.of(String.valueOf(user.record(set, partner).orElseThrow().get("Customer")));
      }

      private Map<String, Object> address(Fields fields) {
        PostalAddress value =
            fields
                .get(Customer.BILLING_ADDRESS)
                .orElse(new PostalAddress(null, null, null, null, null, null));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("StreetName", orEmpty(value.street()));
        row.put("StreetSuffixName", orEmpty(value.complement()));
        row.put("PostalCode", orEmpty(value.postalCode()));
        row.put("CityName", orEmpty(value.city()));
        row.put("Country", orEmpty(value.country()));
        return row;
      }

      private String orEmpty(String text) {
        return text == null ? "" : text;
      }

      private String text(Fields fields, Field<String> field) {
        return fields.get(field).orElse("");
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        String partner = key(id);
        if (changed.has(Customer.NAME)) {
          user.update(set, partner, Map.of("OrganizationBPName1", text(changed, Customer.NAME)));
        }
        if (changed.has(SEGMENT)) {
          user.update(set, partner, Map.of("YY1_Segment_bus", text(changed, SEGMENT)));
        }
        if (changed.has(Customer.EMAIL)) {
          user.change(
              "A_AddressEmailAddress",
              Map.of("AddressID", address(partner)),
              Map.of("EmailAddress", text(changed, Customer.EMAIL)));
        }
        if (changed.has(Customer.PHONE)) {
          user.change(
              "A_AddressPhoneNumber",
              Map.of("AddressID", address(partner)),
              Map.of("PhoneNumber", text(changed, Customer.PHONE)));
        }
        if (changed.has(OFFICE)) {
          user.update(
              "A_CustomerSalesArea", id.value(), Map.of("SalesOffice", text(changed, OFFICE)));
        }
        if (changed.has(Customer.VAT_NUMBER)) {
          user.update(
              "A_BusinessPartnerTaxNumber",
              partner,
              Map.of("BPTaxNumber", text(changed, Customer.VAT_NUMBER)));
        }
        if (changed.has(Customer.PAYMENT_TERMS)) {
          user.update(
              "A_CustomerSalesArea",
              id.value(),
              Map.of("CustomerPaymentTerms", text(changed, Customer.PAYMENT_TERMS)));
        }
        if (changed.has(Customer.BILLING_ADDRESS)) {
          user.update("A_BusinessPartnerAddress", partner, address(changed));
        }
      }

      private String address(String partner) {
        return String.valueOf(
            user.rows("A_BusinessPartnerAddress", Map.of("BusinessPartner", partner))
                .get(0)
                .get("AddressID"));
      }

      @Override
      Fields read(Map<String, Object> record) {
        String partner = String.valueOf(record.get("BusinessPartner"));
        String customer = String.valueOf(record.get("Customer"));
        Fields.Builder fields = Fields.builder();
        fields.set(Customer.NAME, value(record, "OrganizationBPName1"));
        if (record.containsKey("YY1_Segment_bus")) {
          fields.set(SEGMENT, value(record, "YY1_Segment_bus"));
        }
        fields.set(
            Customer.VAT_NUMBER,
            first("A_BusinessPartnerTaxNumber", "BusinessPartner", partner, "BPTaxNumber"));
        fields.set(
            Customer.PAYMENT_TERMS,
            first("A_CustomerSalesArea", "Customer", customer, "CustomerPaymentTerms"));
        fields.set(OFFICE, first("A_CustomerSalesArea", "Customer", customer, "SalesOffice"));
        List<Map<String, Object>> addresses =
            new ArrayList<>(
                user.rows("A_BusinessPartnerAddress", Map.of("BusinessPartner", partner)));
        if (!addresses.isEmpty()) {
          Map<String, Object> row = addresses.get(0);
          String number = String.valueOf(row.get("AddressID"));
          fields.set(
              Customer.BILLING_ADDRESS,
              new PostalAddress(
                  value(row, "StreetName"),
                  value(row, "StreetSuffixName"),
                  value(row, "PostalCode"),
                  value(row, "CityName"),
                  null,
                  value(row, "Country")));
          fields.set(
              Customer.EMAIL, first("A_AddressEmailAddress", "AddressID", number, "EmailAddress"));
          fields.set(
              Customer.PHONE, first("A_AddressPhoneNumber", "AddressID", number, "PhoneNumber"));
        }
        return fields.build();
      }

      private String value(Map<String, Object> row, String property) {
        Object value = row.get(property);
        return value == null || value.equals("") ? null : value.toString();
      }

      private String first(String from, String property, String is, String wanted) {
        for (Map<String, Object> row : user.rows(from, Map.of(property, is))) {
          return value(row, wanted);
        }
        return null;
      }

      @Override
      public void archive(RecordId id) {
        user.update("A_Customer", id.value(), Map.of("OrderIsBlockedForCustomer", "01"));
      }

      @Override
      public void editPart(RecordId id) {
        user.update("A_BusinessPartnerAddress", key(id), Map.of("CityName", "Basse-Terre"));
      }

      @Override
      public void hide(RecordId id) {
        // A condition leaves the record out; its own address says that there is no right.
        sap.faults().next(1, "GET", "A_BusinessPartner$", S4HanaFaults.noRows());
        sap.faults().next(1, "GET", "A_Customer", S4HanaFaults.error(403, "X/1", "no right"));
      }

      @Override
      public Set<ShapeChange> shapeChanges() {
        return new LinkedHashSet<>(List.of(ShapeChange.CHANGE_TYPE, ShapeChange.REMOVE_FIELD));
      }

      @Override
      public void changeShape(ShapeChange change) {
        if (change == ShapeChange.CHANGE_TYPE) {
          sap.addProperty(set, "OrganizationBPName1", 35);
        } else {
          sap.removeProperty(set, "OrganizationBPName1");
        }
      }

      @Override
      public void removeField(Field<?> field) {
        sap.removeProperty("A_CustomerSalesArea", "SalesOffice");
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Customer.NAME, "Sentinel Durand & fils d'" + n)
        .set(SEGMENT, "Gros " + n)
        .set(Customer.VAT_NUMBER, "FR%011d".formatted(n))
        .set(Customer.PAYMENT_TERMS, "0004")
        .set(Customer.PHONE, "+33536490%03d".formatted(n))
        .set(
            Customer.BILLING_ADDRESS,
            new PostalAddress(
                n + " rue Sentinelle", "ZI du Morne", "97139", "LES ABYMES", null, "GP"))
        .set(Customer.EMAIL, "sentinel" + n + "@example.org")
        .set(OFFICE, "A1")
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Customer.NAME,
        "Sentinel Renamed " + n,
        Customer.EMAIL,
        "renamed" + n + "@example.org",
        OFFICE,
        "B" + n % 10);
  }

  @Override
  protected Optional<Field<String>> customField() {
    return Optional.of(SEGMENT);
  }

  @Override
  protected String reference(int n) {
    return "PT:" + n;
  }

  @Test
  void aPartnerThatNeverBecameACustomerIsNotMadeAgain() {
    systems.simulator.makeNoCustomers(true);
    try (Connector connector = connector()) {
      EntityAdapter adapter =
          connector.adapter(Customer.TYPE, Selection.of(Customer.NAME)).orElseThrow();
      Write.Create create = new Write.Create("a", "R1", Fields.of(Customer.NAME, "Acme"));
      assertThat(adapter.write(List.of(create)).get(0)).isInstanceOf(WriteResult.Unknown.class);
      Ticket ticket =
          new Ticket(
              "a",
              Ticket.Operation.CREATE,
              "R1",
              null,
              create.fields(),
              null,
              systems.theirs.instant());
      assertThat(adapter.fate(List.of(ticket)).get(0))
          .isInstanceOfSatisfying(
              WriteResult.Refused.class,
              refused -> assertThat(refused.cause().nextStep()).contains("customer role"));
      assertThat(adapter.write(List.of(create)).get(0)).isInstanceOf(WriteResult.Refused.class);
      assertThat(systems.simulator.user().rows("A_BusinessPartner", Map.of())).hasSize(1);
    }
  }
}
