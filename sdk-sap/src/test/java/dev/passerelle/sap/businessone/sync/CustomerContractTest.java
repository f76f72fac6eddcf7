package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.simulators.businessone.BusinessOneUser;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

class CustomerContractTest extends EntityAdapterContract {
  private static final Field<String> SEGMENT = Field.text("segment");
  private static final Field<String> REGION = Field.text("sales_region");
  private static final Map<Field<String>, String> TEXTS = texts();

  private final Companies companies = prepared();

  private static Map<Field<String>, String> texts() {
    Map<Field<String>, String> texts = new LinkedHashMap<>();
    texts.put(SEGMENT, "U_Segment");
    texts.put(Customer.CODE, "CardCode");
    texts.put(Customer.NAME, "CardName");
    texts.put(Customer.VAT_NUMBER, "FederalTaxID");
    texts.put(Customer.PHONE, "Phone1");
    texts.put(Customer.EMAIL, "EmailAddress");
    texts.put(REGION, "U_Region");
    return texts;
  }

  private static Companies prepared() {
    Companies companies =
        new Companies(
            builder ->
                builder
                    .property(Customer.TYPE, SEGMENT, "U_Segment")
                    .property(Customer.TYPE, REGION, "U_Region"));
    BusinessOneUser user = companies.simulator.user();
    for (String name : List.of("PasReference", "Segment", "Region")) {
      user.create(
          "UserFieldsMD",
          Map.of("TableName", "OCRD", "Name", name, "Type", "db_Alpha", "Size", 100));
    }
    return companies;
  }

  @AfterEach
  void close() {
    companies.close();
  }

  @Override
  protected Connector connector() {
    return BusinessOne.connect(companies.settings);
  }

  @Override
  protected EntityType type() {
    return Customer.TYPE;
  }

  @Override
  protected Remote remote() {
    return new CompanyRemote(companies, "BusinessPartners") {
      @Override
      Map<String, Object> created(Fields fields) {
        Map<String, Object> values = flat(fields);
        values.put("BPAddresses", List.of(address(fields, "Siege")));
        return values;
      }

      private Map<String, Object> flat(Fields fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        TEXTS.forEach(
            (field, property) -> {
              if (fields.has(field)) {
                values.put(property, fields.get(field).orElse(null));
              }
            });
        return values;
      }

      private Map<String, Object> address(Fields fields, String name) {
        PostalAddress value =
            fields
                .get(Customer.BILLING_ADDRESS)
                .orElse(new PostalAddress(null, null, null, null, null, null));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("AddressName", name);
        row.put("AddressType", "bo_BillTo");
        row.put("Street", value.street());
        row.put("Block", value.complement());
        row.put("ZipCode", value.postalCode());
        row.put("City", value.city());
        row.put("Country", value.country());
        return row;
      }

      @Override
      Map<String, Object> edited(RecordId id, Fields changed) {
        Map<String, Object> values = flat(changed);
        values.remove("CardCode");
        if (changed.has(Customer.BILLING_ADDRESS)) {
          Map<String, Object> row = address(changed, "Siege");
          row.remove("AddressName");
          row.put("RowNum", 0);
          values.put("BPAddresses", List.of(row));
        }
        return values;
      }

      @Override
      Fields read(Map<String, Object> record) {
        Fields.Builder fields = Fields.builder();
        TEXTS.forEach(
            (field, property) -> {
              if (record.containsKey(property)) {
                fields.set(field, (String) record.get(property));
              }
            });
        for (Object each : (List<?>) record.get("BPAddresses")) {
          Map<?, ?> row = (Map<?, ?>) each;
          fields.set(
              Customer.BILLING_ADDRESS,
              new PostalAddress(
                  (String) row.get("Street"),
                  (String) row.get("Block"),
                  (String) row.get("ZipCode"),
                  (String) row.get("City"),
                  null,
                  (String) row.get("Country")));
        }
        return fields.build();
      }

      @Override
      public void leaveFilter(RecordId id) {
        sap.user().update(set, id.value(), Map.of("CardType", "cSupplier"));
      }

      @Override
      public void editPart(RecordId id) {
        sap.user()
            .update(
                set,
                id.value(),
                Map.of("BPAddresses", List.of(Map.of("RowNum", 0, "City", "Basse-Terre"))));
      }

      @Override
      public Set<ShapeChange> shapeChanges() {
        return new java.util.LinkedHashSet<>(
            List.of(ShapeChange.CHANGE_TYPE, ShapeChange.REMOVE_FIELD));
      }

      @Override
      public void changeShape(ShapeChange change) {
        if (change == ShapeChange.CHANGE_TYPE) {
          sap.user().update("UserFieldsMD", definition("Segment"), Map.of("Size", 20));
        } else {
          sap.user().delete("UserFieldsMD", definition("Segment"));
        }
      }

      @Override
      public void removeField(Field<?> field) {
        sap.user().delete("UserFieldsMD", definition(TEXTS.get(field).substring(2)));
      }

      private String definition(String name) {
        return sap.user().records("UserFieldsMD").stream()
            .filter(row -> name.equals(row.get("Name")))
            .map(row -> row.get("FieldID").toString())
            .findFirst()
            .orElseThrow();
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(SEGMENT, "Gros " + n)
        .set(Customer.CODE, "C%05d".formatted(n))
        .set(Customer.NAME, "Sentinel Durand & fils d'" + n)
        .set(Customer.VAT_NUMBER, "FR%011d".formatted(n))
        .set(Customer.PHONE, "+33536490%03d".formatted(n))
        .set(
            Customer.BILLING_ADDRESS,
            new PostalAddress(
                n + " rue Sentinelle", "ZI du Morne", "97139", "LES ABYMES", null, "GP"))
        .set(Customer.EMAIL, "sentinel" + n + "@example.org")
        .set(REGION, "Nord")
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Customer.NAME,
        "Sentinel Renamed " + n,
        Customer.EMAIL,
        "renamed" + n + "@example.org",
        REGION,
        "Sud " + n);
  }

  @Override
  protected Optional<Field<String>> customField() {
    return Optional.of(SEGMENT);
  }
}
