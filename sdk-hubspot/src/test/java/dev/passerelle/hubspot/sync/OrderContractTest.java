package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Orders of the ERP, shown in HubSpot with their lines: composite records. */
class OrderContractTest extends EntityAdapterContract {
  private final Portals portals =
      new Portals().prepared(SalesOrder.TYPE, Set.of(Reference.FIELD, SalesOrder.LINES));
  private final String company =
      portals.simulator.user().create("companies", Map.of("name", "First")).id();

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
    return SalesOrder.TYPE;
  }

  @Override
  protected Remote remote() {
    return new DocumentRemote(
        portals,
        "orders",
        "erp_sales_order_key",
        Column.text(SalesOrder.NUMBER, "hs_order_name"),
        Column.number(SalesOrder.GROSS, "hs_total_price"),
        Column.text(SalesOrder.STATUS, "hs_pipeline_stage")) {
      @Override
      public Set<ShapeChange> shapeChanges() {
        return Set.of(); // Only fields that HubSpot defines: nobody can change them.
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(SalesOrder.NUMBER, "BC26002" + n)
        .set(SalesOrder.GROSS, new BigDecimal("2934.68"))
        .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, company))
        .set(
            SalesOrder.LINES,
            List.of(
                DocumentRemote.line("1000", "CIM-CPJ-35", "250", "8.40"),
                DocumentRemote.line("2000", "TUB", "40", "14.2")))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        SalesOrder.NUMBER, "BC-CHANGED-" + n, SalesOrder.GROSS, new BigDecimal("99.00"));
  }
}
