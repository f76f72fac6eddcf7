package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Ref;
import dev.passerelle.simulators.hubspot.HubSpotRecord;
import dev.passerelle.simulators.hubspot.HubSpotUser;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Contacts with the companies that they work for. */
class ContactContractTest extends EntityAdapterContract {
  private final Portals portals = new Portals().prepared(Contact.TYPE);
  private final HubSpotUser user = portals.simulator.user();
  private final String first = user.create("companies", Map.of("name", "First")).id();
  private final String second = user.create("companies", Map.of("name", "Second")).id();

  @AfterEach
  void close() {
    portals.close();
  }

  @Override
  protected Connector connector() {
    return HubSpot.connect(portals.settings);
  }

  @Override
  protected EntityType type() {
    return Contact.TYPE;
  }

  @Override
  protected Remote remote() {
    return new PortalRemote(
        portals,
        "contacts",
        "erp_contact_key",
        Column.text(Contact.LAST_NAME, "lastname"),
        Column.text(Contact.FIRST_NAME, "firstname"),
        Column.text(Contact.EMAIL, "email"),
        Column.text(Contact.MOBILE, "mobilephone")) {
      @Override
      void links(String id, Fields fields) {
        if (!fields.has(Contact.CUSTOMERS)) {
          return;
        }
        Set<Ref> wanted = fields.get(Contact.CUSTOMERS).orElse(Set.of());
        for (String company : Set.of(first, second)) {
          if (wanted.contains(Ref.to(Customer.TYPE, company))) {
            user.associate("contacts", id, "companies", company);
          } else {
            user.dissociate("contacts", id, "companies", company);
          }
        }
      }

      @Override
      Fields linked(HubSpotRecord record) {
        Set<Ref> companies = new LinkedHashSet<>();
        record.linked("companies").forEach(id -> companies.add(Ref.to(Customer.TYPE, id)));
        return Fields.of(Contact.CUSTOMERS, companies);
      }

      @Override
      public Set<ShapeChange> shapeChanges() {
        return Set.of(); // Only fields that HubSpot defines: nobody can change them.
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Contact.LAST_NAME, "Sentinel-" + n)
        .set(Contact.FIRST_NAME, "Élise-Sentinel-" + n)
        .set(Contact.EMAIL, "sentinel" + n + "@example.org")
        .set(Contact.MOBILE, "+33639981000" + n)
        .set(Contact.CUSTOMERS, Set.of(Ref.to(Customer.TYPE, first)))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Contact.LAST_NAME, "Renamed-Sentinel-" + n, Contact.EMAIL, "renamed" + n + "@example.org");
  }

  @Override
  protected Fields rough(int n) {
    return sample(n).with(Contact.EMAIL, "SENTINEL" + n + "@Example.org");
  }
}
