package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Deal;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.simulators.hubspot.HubSpotRecord;
import dev.passerelle.simulators.hubspot.HubSpotUser;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

class DealContractTest extends EntityAdapterContract {
  private static final List<String> STAGES =
      List.of("appointmentscheduled", "qualifiedtobuy", "contractsent");

  private final Portals portals = withReference();
  private final HubSpotUser user = portals.simulator.user();
  private final String first = user.create("companies", Map.of("name", "First")).id();
  private final String second = user.create("companies", Map.of("name", "Second")).id();

  private static Portals withReference() {
    Portals portals = new Portals();
    try (HubSpotClient client = portals.administrator()) {
      HubSpotSetup.apply(
          client, portals.settings, Map.of(Deal.TYPE, Selection.of(Reference.FIELD)));
    }
    return portals;
  }

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
    return Deal.TYPE;
  }

  @Override
  protected Remote remote() {
    return new PortalRemote(
        portals,
        "deals",
        "erp_deal_key",
        Column.text(Deal.NAME, "dealname"),
        Column.number(Deal.AMOUNT, "amount"),
        Column.text(Deal.STAGE, "dealstage")) {
      @Override
      void links(String id, Fields fields) {
        if (!fields.has(Deal.CUSTOMER)) {
          return;
        }
        String wanted = fields.get(Deal.CUSTOMER).map(Ref::value).orElse("");
        for (String company : Set.of(first, second)) {
          if (company.equals(wanted)) {
            user.associate("deals", id, "companies", company);
          } else {
            user.dissociate("deals", id, "companies", company);
          }
        }
      }

      @Override
      Fields linked(HubSpotRecord record) {
        return Fields.of(
            Deal.CUSTOMER,
            record.linked("companies").stream()
                .findFirst()
                .map(id -> Ref.to(Customer.TYPE, id))
                .orElse(null));
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
        .set(Deal.NAME, "Chantier " + n)
        .set(Deal.AMOUNT, new BigDecimal("1250.50"))
        .set(Deal.STAGE, STAGES.get(n % STAGES.size()))
        .set(Deal.CUSTOMER, Ref.to(Customer.TYPE, first))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Deal.NAME, "Grand chantier " + n, Deal.AMOUNT, new BigDecimal("99"));
  }
}
