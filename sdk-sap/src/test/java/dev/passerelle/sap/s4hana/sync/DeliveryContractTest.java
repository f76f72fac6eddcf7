package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Delivery;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

class DeliveryContractTest extends EntityAdapterContract {
  private final Systems systems = new Systems();
  private final String customer = systems.customer("Acme");
  private final String order;

  {
    systems.product("A1");
    order =
        systems
            .simulator
            .user()
            .create(
                "A_SalesOrder",
                Map.of(
                    "SalesOrderType",
                    "OR",
                    "SalesOrganization",
                    "1010",
                    "DistributionChannel",
                    "10",
                    "OrganizationDivision",
                    "00",
                    "SoldToParty",
                    customer,
                    "to_Item",
                    List.of(Map.of("Material", "A1", "RequestedQuantity", 1000))));
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
    return Delivery.TYPE;
  }

  @Override
  protected Remote remote() {
    return new SystemRemote(systems, "A_OutbDeliveryHeader") {
      @Override
      public RecordId create(Fields fields) {
        BigDecimal quantity =
            fields.get(Delivery.LINES).orElseThrow().get(0).quantity().orElseThrow();
        return RecordId.of(user.deliver(order, "10", quantity));
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        user.update(
            set,
            id.value(),
            Map.of("TransactionCurrency", changed.get(Delivery.CURRENCY).orElse("")));
        user.deliveryChanged(id.value());
      }

      @Override
      Fields read(Map<String, Object> record) {
        Map<String, Object> item =
            user.rows(
                    "A_OutbDeliveryItem",
                    Map.of("DeliveryDocument", String.valueOf(record.get("DeliveryDocument"))))
                .get(0);
        Object currency = record.get("TransactionCurrency");
        return Fields.builder()
            .set(Delivery.CUSTOMER, Ref.to(Customer.TYPE, customer))
            .set(Delivery.ORDERS, Set.of(Ref.to(SalesOrder.TYPE, order)))
            .set(Delivery.LINES, List.of(line((BigDecimal) item.get("ActualDeliveryQuantity"))))
            .set(
                Delivery.CURRENCY,
                currency == null || currency.equals("") ? null : currency.toString())
            .build();
      }

      @Override
      public void editPart(RecordId id) {
        user.change(
            "A_OutbDeliveryItem",
            Map.of("DeliveryDocument", id.value()),
            Map.of("ActualDeliveryQuantity", 99));
        user.deliveryChanged(id.value());
      }
    };
  }

  private static DocumentLine line(BigDecimal quantity) {
    return DocumentLine.item("10")
        .product(Ref.to(Product.TYPE, "A1"))
        .description("Article A1")
        .quantity(quantity)
        .unit("PC")
        .build();
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Delivery.CUSTOMER, Ref.to(Customer.TYPE, customer))
        .set(Delivery.ORDERS, Set.of(Ref.to(SalesOrder.TYPE, order)))
        .set(Delivery.LINES, List.of(line(BigDecimal.valueOf(n))))
        .set(Delivery.CURRENCY, "EUR")
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Delivery.CURRENCY, "US" + (char) ('A' + n % 26));
  }
}
