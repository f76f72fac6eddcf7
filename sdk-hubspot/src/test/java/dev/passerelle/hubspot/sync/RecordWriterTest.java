package dev.passerelle.hubspot.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.hubspot.HubSpotFaults;
import dev.passerelle.simulators.hubspot.HubSpotRecord;
import dev.passerelle.simulators.hubspot.HubSpotUser;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes of customers and contacts, seen at the simulator. */
class RecordWriterTest {
  private static final PostalAddress OLD =
      new PostalAddress("Quartier Petite Cocotte", null, "97224", "DUCOS", null, "Martinique");

  private final Portals portals = new Portals().prepared();
  private final HubSpotUser user = portals.simulator.user();
  private final Connector connector = HubSpot.connect(portals.settings);

  @AfterEach
  void close() {
    connector.close();
    portals.close();
  }

  private EntityAdapter adapter(EntityType type, Field<?>... fields) {
    return connector.adapter(type, Selection.of(fields)).orElseThrow();
  }

  private static WriteResult update(
      EntityAdapter adapter, String id, Fields changed, Fields before) {
    return adapter
        .write(List.of(new Write.Update("w", RecordId.of(id), changed, before, null)))
        .get(0);
  }

  private static Fields shown(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).snapshot().fields();
  }

  private static Fields read(EntityAdapter adapter, String id) {
    return ((Lookup.Found) adapter.read(List.of(RecordId.of(id))).get(0)).snapshot().fields();
  }

  private HubSpotRecord company(String id) {
    return user.record("companies", id).orElseThrow();
  }

  @Test
  void onlyTheDifferingPartsOfAnAddressAreWritten() {
    String id =
        user.create(
                "companies",
                Map.of(
                    "name",
                    "Madinina",
                    "address",
                    "Quartier Petite Cocotte",
                    "zip",
                    "97224",
                    "city",
                    "DUCOS",
                    "country",
                    "Martinique"))
            .id();
    EntityAdapter customers = adapter(Customer.TYPE, Customer.BILLING_ADDRESS);
    user.update("companies", id, "city", "LE LAMENTIN");
    PostalAddress moved =
        new PostalAddress("ZA Petite Cocotte, bât. 3", null, "97224", "DUCOS", null, "Martinique");

    WriteResult result =
        update(
            customers,
            id,
            Fields.of(Customer.BILLING_ADDRESS, moved),
            Fields.of(Customer.BILLING_ADDRESS, OLD));

    assertThat(company(id).value("address")).contains("ZA Petite Cocotte, bât. 3");
    assertThat(company(id).value("city")).as("changed by a user").contains("LE LAMENTIN");
    assertThat(shown(result).get(Customer.BILLING_ADDRESS)).contains(moved);
  }

  @Test
  void anAddressOfWhichNothingDiffersIsNotSent() {
    String id = user.create("companies", Map.of("name", "Madinina")).id();
    EntityAdapter customers = adapter(Customer.TYPE, Customer.BILLING_ADDRESS);
    customers.describe();
    portals.simulator.journal().clear();
    Fields same = Fields.of(Customer.BILLING_ADDRESS, OLD);
    assertThat(shown(update(customers, id, same, same)).get(Customer.BILLING_ADDRESS))
        .contains(OLD);
    assertThat(portals.simulator.writes()).isZero();
  }

  @Test
  void amountsHaveTheirCentsAndInstantsAreUtc() {
    String id = user.create("companies", Map.of("name", "Bâti")).id();
    EntityAdapter customers =
        adapter(
            Customer.TYPE,
            CustomerBalance.OUTSTANDING,
            CustomerBalance.DAYS_OVERDUE,
            CustomerBalance.AS_OF);
    Fields written =
        shown(
            update(
                customers,
                id,
                Fields.of(
                    CustomerBalance.OUTSTANDING,
                    new BigDecimal("5539.5"),
                    CustomerBalance.DAYS_OVERDUE,
                    75L,
                    CustomerBalance.AS_OF,
                    Instant.parse("2026-03-16T12:00:00.123Z")),
                Fields.empty()));
    assertThat(company(id).value("erp_outstanding")).contains("5539.50");
    assertThat(company(id).value("erp_days_overdue")).contains("75");
    assertThat(company(id).value("erp_balance_asof")).contains("2026-03-16T12:00:00.123Z");
    assertThat(written.get(CustomerBalance.AS_OF))
        .contains(Instant.parse("2026-03-16T12:00:00.123Z"));
    assertThat(written.get(CustomerBalance.DAYS_OVERDUE)).contains(75L);
  }

  @Test
  void thePayerIsTheParentCompany() {
    String child = user.create("companies", Map.of("name", "Agence Nord")).id();
    String first = user.create("companies", Map.of("name", "Bâti")).id();
    String second = user.create("companies", Map.of("name", "Holding")).id();
    EntityAdapter customers = adapter(Customer.TYPE, Customer.NAME, Customer.PAYER);
    assertThat(read(customers, child).get(Customer.PAYER)).isEmpty();

    Fields none = Fields.of(Customer.PAYER, null);
    Fields one = Fields.of(Customer.PAYER, Ref.to(Customer.TYPE, first));
    Fields two = Fields.of(Customer.PAYER, Ref.to(Customer.TYPE, second));

    assertThat(shown(update(customers, child, one, none))).isEqualTo(one);
    assertThat(company(child).value("hs_parent_company_id")).contains(first);
    assertThat(read(customers, child).get(Customer.PAYER)).isEqualTo(one.get(Customer.PAYER));
    assertThat(read(customers, first).get(Customer.PAYER)).as("of the parent").isEmpty();
    update(customers, child, two, one);
    assertThat(company(child).value("hs_parent_company_id")).contains(second);
    update(customers, child, none, two);
    assertThat(company(child).value("hs_parent_company_id")).isEmpty();
  }

  @Test
  void companiesOfAContactAreAddedAndRemovedOneByOne() {
    String a = user.create("companies", Map.of("name", "A")).id();
    String b = user.create("companies", Map.of("name", "B")).id();
    String byUser = user.create("companies", Map.of("name", "C")).id();
    String contact = user.create("contacts", Map.of("email", "x@y.example")).id();
    user.associate("contacts", contact, "companies", a);
    user.associate("contacts", contact, "companies", byUser);
    EntityAdapter contacts = adapter(Contact.TYPE, Contact.CUSTOMERS, Contact.PRIMARY_CUSTOMER);
    assertThat(read(contacts, contact).get(Contact.PRIMARY_CUSTOMER))
        .contains(Ref.to(Customer.TYPE, a));

    update(
        contacts,
        contact,
        Fields.of(
            Contact.CUSTOMERS,
            Set.of(Ref.to(Customer.TYPE, b)),
            Contact.PRIMARY_CUSTOMER,
            Ref.to(Customer.TYPE, b)),
        Fields.of(
            Contact.CUSTOMERS,
            Set.of(Ref.to(Customer.TYPE, a)),
            Contact.PRIMARY_CUSTOMER,
            Ref.to(Customer.TYPE, a)));

    Fields now = read(contacts, contact);
    assertThat(now.get(Contact.CUSTOMERS))
        .as("what a user added meanwhile stays")
        .contains(Set.of(Ref.to(Customer.TYPE, b), Ref.to(Customer.TYPE, byUser)));
    assertThat(now.get(Contact.PRIMARY_CUSTOMER)).contains(Ref.to(Customer.TYPE, b));
  }

  @Test
  void aContactWhoseAddressIsTakenNamesTheOneThatHasIt() {
    String there = user.create("contacts", Map.of("email", "lucie@batigwada.example")).id();
    EntityAdapter contacts = adapter(Contact.TYPE, Contact.LAST_NAME, Contact.EMAIL);
    List<WriteResult> results =
        contacts.write(
            List.of(
                new Write.Create(
                    "bad",
                    "ERP:1",
                    Fields.of(
                        Contact.LAST_NAME, "Gommier", Contact.EMAIL, "Lucie@batigwada.example")),
                new Write.Create(
                    "good",
                    "ERP:2",
                    Fields.of(Contact.LAST_NAME, "Balisier", Contact.EMAIL, "remi@karu.example"))));
    assertThat(results.get(0))
        .isInstanceOfSatisfying(
            WriteResult.Refused.class,
            refused -> {
              assertThat(refused.existingRecord()).contains(RecordId.of(there));
              assertThat(refused.cause().code()).isEqualTo(ErrorCode.DUPLICATE_VALUE);
              assertThat(refused.cause().toString()).doesNotContain("lucie");
            });
    assertThat(results.get(1)).isInstanceOf(WriteResult.Written.class);
  }

  @Test
  void anAssociationThatIsRefusedLeavesTheOthersAlone() {
    String a = user.create("companies", Map.of("name", "A")).id();
    EntityAdapter contacts = adapter(Contact.TYPE, Contact.LAST_NAME, Contact.CUSTOMERS);
    List<WriteResult> results =
        contacts.write(List.of(create("ok", a), create("bad", "999999999"), create("fine", a)));
    assertThat(results.get(0)).isInstanceOf(WriteResult.Written.class);
    assertThat(results.get(1))
        .isInstanceOfSatisfying(
            WriteResult.Incomplete.class,
            half -> assertThat(half.cause().code()).isEqualTo(ErrorCode.RECORD_NOT_FOUND));
    assertThat(results.get(2)).isInstanceOf(WriteResult.Written.class);

    Write complete =
        new Write.Complete(
            "again",
            "ERP:bad",
            ((WriteResult.Incomplete) results.get(1)).id(),
            Fields.of(
                Contact.LAST_NAME, "bad", Contact.CUSTOMERS, Set.of(Ref.to(Customer.TYPE, a))));
    assertThat(contacts.write(List.of(complete)).get(0)).isInstanceOf(WriteResult.Written.class);
    assertThat(user.find("contacts", "erp_contact_key", "ERP:bad")).hasSize(1);
  }

  private static Write create(String key, String company) {
    return new Write.Create(
        key,
        "ERP:" + key,
        Fields.of(
            Contact.LAST_NAME, key, Contact.CUSTOMERS, Set.of(Ref.to(Customer.TYPE, company))));
  }

  @Test
  void aRecordThatIsGoneIsRefusedAsSuch() {
    String id = user.create("companies", Map.of("name", "A")).id();
    user.archive("companies", id);
    EntityAdapter customers = adapter(Customer.TYPE, Customer.NAME);
    WriteResult result = update(customers, id, Fields.of(Customer.NAME, "B"), Fields.empty());
    assertThat(result)
        .isInstanceOfSatisfying(
            WriteResult.Refused.class,
            refused -> {
              assertThat(refused.cause().code()).isEqualTo(ErrorCode.RECORD_NOT_FOUND);
              assertThat(refused.cause().record()).isEqualTo(id);
              assertThat(refused.cause().entity()).isEqualTo("customer");
            });
  }

  @Test
  void aThrottledSystemIsSaidToBeOneBeforeAnythingIsWritten() {
    EntityAdapter customers = adapter(Customer.TYPE, Customer.NAME);
    customers.describe();
    portals.simulator.faults().next(1, "POST", "/batch/upsert$", HubSpotFaults.tooManyRequests(10));
    assertThatThrownBy(
            () ->
                customers.write(
                    List.of(new Write.Create("w", "ERP:1", Fields.of(Customer.NAME, "A")))))
        .isInstanceOfSatisfying(
            Throttled.class,
            e -> assertThat(e.retryAt()).contains(portals.ours.instant().plusSeconds(10)));
  }

  @Test
  void aRecordInUseIsTriedAgain() {
    String id = user.create("companies", Map.of("name", "A")).id();
    try (Connector patient = HubSpot.connect(portals.settings(4).build())) {
      EntityAdapter customers =
          patient.adapter(Customer.TYPE, Selection.of(Customer.NAME)).orElseThrow();
      portals.simulator.faults().next(2, "POST", "/batch/update$", HubSpotFaults.locked());
      assertThat(shown(update(customers, id, Fields.of(Customer.NAME, "B"), Fields.empty())))
          .isEqualTo(Fields.of(Customer.NAME, "B"));
    }
  }

  @Test
  void aPropertyThatWasDeletedSinceIsNamedAndLookedUpAnew() {
    String id = user.create("companies", Map.of("name", "A")).id();
    EntityAdapter customers = adapter(Customer.TYPE, Customer.NAME, Customer.SIRET);
    String before = customers.describe().shape();
    portals.administrator().raw().delete("crm/properties/2026-09/companies/erp_siret");
    WriteResult result = update(customers, id, Fields.of(Customer.SIRET, "1"), Fields.empty());
    assertThat(result)
        .isInstanceOfSatisfying(
            WriteResult.Refused.class,
            refused -> {
              assertThat(refused.cause().code()).isEqualTo(ErrorCode.CUSTOM_PROPERTY_MISSING);
              assertThat(refused.cause().field()).isEqualTo("erp_siret");
            });
    assertThat(customers.describe().shape()).isNotEqualTo(before);
  }

  @Test
  void aValueThatIsNoNumberMakesTheRecordUnreadable() {
    String id = user.create("companies", Map.of("name", "A")).id();
    EntityAdapter customers = adapter(Customer.TYPE, Customer.NAME, CustomerBalance.OVERDUE);
    portals
        .simulator
        .faults()
        .next(
            1,
            "POST",
            "/companies/batch/read$",
            Fault.answer(
                    200,
                    "{\"results\":[{\"id\":\""
                        + id
                        + "\",\"archived\":false,\"properties\":"
                        + "{\"name\":\"A\",\"erp_overdue\":\"private\"}}]}")
                .withHeader("Content-Type", "application/json"));
    assertThat(customers.read(List.of(RecordId.of(id))).get(0))
        .isInstanceOfSatisfying(
            Lookup.Unreadable.class,
            unreadable -> {
              assertThat(unreadable.cause().field()).isEqualTo("erp_overdue");
              assertThat(unreadable.cause().toString()).doesNotContain("private");
            });
  }
}
