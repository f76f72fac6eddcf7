package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.simulators.Fault;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

class ContactContractTest extends EntityAdapterContract {
  private static final Field<String> HOBBY = Field.text("hobby");
  private static final Map<Field<String>, String> TEXTS = texts();

  private final Companies companies = prepared();

  private static Map<Field<String>, String> texts() {
    Map<Field<String>, String> texts = new LinkedHashMap<>();
    texts.put(HOBBY, "U_Hobby");
    texts.put(Contact.FIRST_NAME, "FirstName");
    texts.put(Contact.LAST_NAME, "LastName");
    texts.put(Contact.JOB_TITLE, "Position");
    texts.put(Contact.EMAIL, "E_Mail");
    texts.put(Contact.PHONE, "Phone1");
    return texts;
  }

  private static Companies prepared() {
    Companies companies =
        new Companies(builder -> builder.property(Contact.TYPE, HOBBY, "U_Hobby"));
    for (String name : List.of("PasReference", "Hobby")) {
      companies
          .simulator
          .user()
          .create(
              "UserFieldsMD",
              Map.of("TableName", "OCPR", "Name", name, "Type", "db_Alpha", "Size", 100));
    }
    companies
        .simulator
        .user()
        .create("BusinessPartners", Map.of("CardCode", "C:1", "CardName", "Acme"));
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
    return Contact.TYPE;
  }

  @Override
  protected Remote remote() {
    return new CompanyRemote(companies, "BusinessPartners") {
      private int people;

      @Override
      public RecordId create(Fields fields) {
        Map<String, Object> row = created(fields);
        row.put("Name", "Person " + ++people + "/" + rows().size());
        sap.user().update(set, "C:1", Map.of("ContactEmployees", List.of(row)));
        List<Map<?, ?>> rows = rows();
        return RecordId.of("C:1:" + rows.get(rows.size() - 1).get("InternalCode"));
      }

      private List<Map<?, ?>> rows() {
        List<Map<?, ?>> rows = new ArrayList<>();
        for (Object each :
            (List<?>) sap.user().record(set, "C:1").orElseThrow().get("ContactEmployees")) {
          rows.add((Map<?, ?>) each);
        }
        return rows;
      }

      private Optional<Map<?, ?>> row(RecordId id) {
        return rows().stream().filter(row -> id.value().equals(idOf(row))).findFirst();
      }

      private String idOf(Map<?, ?> row) {
        return "C:1:" + row.get("InternalCode");
      }

      @Override
      Map<String, Object> created(Fields fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        TEXTS.forEach(
            (field, property) -> {
              if (fields.has(field)) {
                values.put(property, fields.get(field).orElse(null));
              }
            });
        return values;
      }

      @Override
      Map<String, Object> edited(RecordId id, Fields changed) {
        return created(changed);
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        change(id, created(changed));
      }

      private void change(RecordId id, Map<String, Object> values) {
        Map<String, Object> row = new LinkedHashMap<>(values);
        row.put("InternalCode", row(id).orElseThrow().get("InternalCode"));
        sap.user().update(set, "C:1", Map.of("ContactEmployees", List.of(row)));
      }

      @Override
      public Optional<Fields> fields(RecordId id) {
        return row(id).map(this::readRow);
      }

      private Fields readRow(Map<?, ?> row) {
        Fields.Builder fields = Fields.builder();
        TEXTS.forEach(
            (field, property) -> {
              if (row.containsKey(property)) {
                fields.set(field, (String) row.get(property));
              }
            });
        return fields.set(Contact.PRIMARY_CUSTOMER, Ref.to(Customer.TYPE, "C:1")).build();
      }

      @Override
      Fields read(Map<String, Object> record) {
        return readRow(record);
      }

      @Override
      public long liveRecords(String reference) {
        return rows().stream().filter(row -> reference.equals(row.get("U_PasReference"))).count();
      }

      @Override
      public void archive(RecordId id) {
        change(id, Map.of("Active", "tNO"));
      }

      @Override
      public void delete(RecordId id) {
        List<Map<String, Object>> others = new ArrayList<>();
        rows().stream()
            .filter(row -> !id.value().equals(idOf(row)))
            .forEach(row -> others.add(Map.of("InternalCode", row.get("InternalCode"))));
        sap.user().replace(set, "C:1", "ContactEmployees", others);
      }

      @Override
      public void executeLate(Duration delay) {
        sap.faults().next(1, "PATCH", ".*", Fault.late(delay));
        late(true);
      }

      @Override
      public void refuseRecord(int index) {
        sap.faults()
            .next(
                index,
                1,
                "PATCH",
                ".*",
                dev.passerelle.simulators.businessone.BusinessOneFaults.error(400, -5002, "no"));
      }

      @Override
      public void omitOutcome(int index) {
        sap.faults().next(index, 1, "PATCH", ".*", Fault.dropAfterCommit());
      }

      @Override
      public Set<ShapeChange> shapeChanges() {
        return new java.util.LinkedHashSet<>(
            List.of(ShapeChange.CHANGE_TYPE, ShapeChange.REMOVE_FIELD));
      }

      @Override
      public void changeShape(ShapeChange change) {
        if (change == ShapeChange.CHANGE_TYPE) {
          sap.user().update("UserFieldsMD", definition("Hobby"), Map.of("Size", 20));
        } else {
          sap.user().delete("UserFieldsMD", definition("Hobby"));
        }
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
        .set(HOBBY, "Voile " + n)
        .set(Contact.FIRST_NAME, "Sentinelle" + n)
        .set(Contact.LAST_NAME, "D'Aubigny " + n)
        .set(Contact.JOB_TITLE, "Achats")
        .set(Contact.EMAIL, "sentinel" + n + "@example.org")
        .set(Contact.PHONE, "+33536490%03d".formatted(n))
        .set(Contact.PRIMARY_CUSTOMER, Ref.to(Customer.TYPE, "C:1"))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Contact.LAST_NAME, "Renamed " + n, Contact.EMAIL, "renamed" + n + "@example.org");
  }

  @Override
  protected Optional<Field<String>> customField() {
    return Optional.of(HOBBY);
  }
}
