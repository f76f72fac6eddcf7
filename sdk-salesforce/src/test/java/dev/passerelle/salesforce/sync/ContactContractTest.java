package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Ref;
import dev.passerelle.simulators.salesforce.SalesforceRow;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

class ContactContractTest extends EntityAdapterContract {
  private final Orgs orgs = new Orgs().prepared(Contact.TYPE, Contact.LAST_NAME);
  private final Ref first = account("First");

  private Ref account(String name) {
    return Ref.to(Customer.TYPE, orgs.simulator.user().create("Account", Map.of("Name", name)));
  }

  @AfterEach
  void close() {
    orgs.close();
  }

  @Override
  protected Connector connector() {
    return Salesforce.connect(orgs.settings);
  }

  @Override
  protected EntityType type() {
    return Contact.TYPE;
  }

  @Override
  protected Remote remote() {
    return new OrgRemote(
        orgs,
        "Contact",
        Column.text(Contact.EMAIL, "Email"),
        Column.text(Contact.FIRST_NAME, "FirstName"),
        Column.text(Contact.LAST_NAME, "LastName"),
        Column.text(Contact.JOB_TITLE, "Title"),
        Column.text(Contact.MOBILE, "MobilePhone"),
        Column.ref(Contact.PRIMARY_CUSTOMER, Customer.TYPE, "AccountId")) {
      @Override
      Fields elsewhere(SalesforceRow row) {
        return Fields.of(
            Contact.CUSTOMERS,
            row.value("AccountId").map(id -> Set.of(Ref.to(Customer.TYPE, id))).orElse(Set.of()));
      }

      @Override
      void others(String id, Fields fields) {
        if (fields.has(Contact.CUSTOMERS) && fields.get(Contact.CUSTOMERS).isEmpty()) {
          orgs.simulator.user().update("Contact", id, Map.of("AccountId", ""));
        }
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Contact.EMAIL, "sentinel" + n + "@example.org")
        .set(Contact.FIRST_NAME, "Sentinelle" + n)
        .set(Contact.LAST_NAME, "d'Ajonc-" + n)
        .set(Contact.JOB_TITLE, "Acheteuse " + n)
        .set(Contact.MOBILE, "+3369012345" + n)
        .set(Contact.PRIMARY_CUSTOMER, first)
        .set(Contact.CUSTOMERS, Set.of(first))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Contact.JOB_TITLE, "Directrice " + n, Contact.LAST_NAME, "Renamed-" + n);
  }

  @Override
  protected Fields rough(int n) {
    return sample(n).with(Contact.EMAIL, "Sentinel" + n + "@EXAMPLE.org");
  }
}
