package dev.passerelle.sap.s4hana.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.simulators.Fault;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContactContractTest extends EntityAdapterContract {
  private final Systems systems = new Systems();
  private final String customer;

  {
    // The customer's number is not the partner's: references must not be mixed up.
    systems.simulator.sameNumbers(false);
    customer = systems.customer("Acme");
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
    return Contact.TYPE;
  }

  @Override
  protected Remote remote() {
    return new SystemRemote(systems, "A_BusinessPartner") {
      @Override
      String reference() {
        return "BusinessPartnerIDByExtSystem";
      }

      private String partner(String number) {
        return String.valueOf(
            user.rows(set, Map.of("Customer", number)).get(0).get("BusinessPartner"));
      }

      @Override
      public RecordId create(Fields fields) {
        String person =
            user.create(
                set,
                Map.of(
                    "BusinessPartnerCategory",
                    "1",
                    "FirstName",
                    fields.get(Contact.FIRST_NAME).orElse(""),
                    "LastName",
                    fields.get(Contact.LAST_NAME).orElse("")));
        user.create(
            "A_BusinessPartnerContact",
            Map.of(
                "BusinessPartnerPerson",
                person,
                "BusinessPartnerCompany",
                partner(customer),
                "IsStandardRelationship",
                true));
        function(person, fields);
        return RecordId.of(person);
      }

      private void function(String person, Fields fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (fields.has(Contact.EMAIL)) {
          values.put("EmailAddress", fields.get(Contact.EMAIL).orElse(""));
        }
        if (fields.has(Contact.PHONE)) {
          values.put("PhoneNumber", fields.get(Contact.PHONE).orElse(""));
        }
        if (fields.has(Contact.JOB_TITLE)) {
          values.put("ContactPersonFunctionName", fields.get(Contact.JOB_TITLE).orElse(""));
        }
        if (!values.isEmpty()) {
          user.change("A_BPContactToFuncAndDept", Map.of("BusinessPartnerPerson", person), values);
        }
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        function(id.value(), changed);
        Map<String, Object> values = new LinkedHashMap<>();
        if (changed.has(Contact.FIRST_NAME)) {
          values.put("FirstName", changed.get(Contact.FIRST_NAME).orElse(""));
        }
        if (changed.has(Contact.LAST_NAME)) {
          values.put("LastName", changed.get(Contact.LAST_NAME).orElse(""));
        }
        if (!values.isEmpty()) {
          user.update(set, id.value(), values);
        }
      }

      @Override
      Fields read(Map<String, Object> record) {
        String person = String.valueOf(record.get("BusinessPartner"));
        Fields.Builder fields = Fields.builder();
        fields.set(Contact.FIRST_NAME, value(record.get("FirstName")));
        fields.set(Contact.LAST_NAME, value(record.get("LastName")));
        Set<Ref> customers = new LinkedHashSet<>();
        for (Map<String, Object> row :
            user.rows("A_BusinessPartnerContact", Map.of("BusinessPartnerPerson", person))) {
          String company = String.valueOf(row.get("BusinessPartnerCompany"));
          customers.add(
              Ref.to(
                  Customer.TYPE,
                  String.valueOf(user.record(set, company).orElseThrow().get("Customer"))));
        }
        fields.set(Contact.CUSTOMERS, customers);
        for (Map<String, Object> row :
            user.rows("A_BPContactToFuncAndDept", Map.of("BusinessPartnerPerson", person))) {
          fields.set(Contact.EMAIL, value(row.get("EmailAddress")));
          fields.set(Contact.PHONE, value(row.get("PhoneNumber")));
          fields.set(Contact.JOB_TITLE, value(row.get("ContactPersonFunctionName")));
        }
        return fields.build();
      }

      private String value(Object value) {
        return value == null || value.equals("") ? null : value.toString();
      }

      @Override
      public void editPart(RecordId id) {
        user.change(
            "A_BPContactToFuncAndDept",
            Map.of("BusinessPartnerPerson", id.value()),
            Map.of("PhoneNumber", "+33590112233"));
      }

      @Override
      public void halfWriteNext() {
        sap.faults().next(1, "POST", "A_BusinessPartnerContact", Fault.answer(429, ""));
      }

      @Override
      public void loseNextAnswer() {
        sap.faults().clear();
        sap.faults().next(1, "POST", "(A_BusinessPartner|batch)$", Fault.dropAfterCommit());
      }

      @Override
      public void timeOutNextWrite() {
        sap.faults().clear();
        sap.faults().next(1, "POST", "(A_BusinessPartner|batch)$", Fault.dropBeforeCommit());
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Contact.FIRST_NAME, "Sentinelle " + n)
        .set(Contact.LAST_NAME, "D'Sentinel-" + n)
        .set(Contact.EMAIL, "sentinel" + n + "@example.org")
        .set(Contact.PHONE, "+3359011%04d".formatted(n))
        .set(Contact.CUSTOMERS, Set.of(Ref.to(Customer.TYPE, customer)))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Contact.LAST_NAME, "Renamed-Sentinel " + n, Contact.EMAIL, "renamed" + n + "@example.org");
  }

  @Test
  void aPersonMovesToAnotherCustomerAndKeepsTheFunction() {
    String second = systems.customer("Second");
    try (Connector connector = connector()) {
      EntityAdapter adapter =
          connector
              .adapter(
                  Contact.TYPE,
                  Selection.of(
                      Contact.LAST_NAME,
                      Contact.EMAIL,
                      Contact.CUSTOMERS,
                      Contact.PRIMARY_CUSTOMER))
              .orElseThrow();
      Fields fields =
          Fields.builder()
              .set(Contact.LAST_NAME, "Durand")
              .set(Contact.EMAIL, "d@example.org")
              .set(
                  Contact.CUSTOMERS,
                  Set.of(Ref.to(Customer.TYPE, customer), Ref.to(Customer.TYPE, second)))
              .set(Contact.PRIMARY_CUSTOMER, Ref.to(Customer.TYPE, second))
              .build();
      WriteResult.Written made =
          (WriteResult.Written) adapter.write(List.of(new Write.Create("a", "R1", fields))).get(0);
      assertThat(made.snapshot().fields()).isEqualTo(fields);
      RecordId id = made.snapshot().id();
      Fields changed =
          Fields.of(
              Contact.CUSTOMERS,
              Set.of(Ref.to(Customer.TYPE, customer)),
              Contact.PRIMARY_CUSTOMER,
              Ref.to(Customer.TYPE, customer));
      WriteResult.Written moved =
          (WriteResult.Written)
              adapter
                  .write(List.of(new Write.Update("b", id, changed, Fields.empty(), null)))
                  .get(0);
      assertThat(moved.snapshot().fields()).isEqualTo(changed);
      assertThat(systems.simulator.user().rows("A_BPContactToFuncAndDept", Map.of()))
          .anyMatch(row -> "d@example.org".equals(row.get("EmailAddress")));
      assertThat(systems.simulator.user().rows("A_BusinessPartnerContact", Map.of())).hasSize(1);
    }
  }
}
