package dev.passerelle.odoo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a flow sees of a record that is put away, and of an order that is delivered. */
class StatesTest {
  private final Servers servers = new Servers(18);
  private final Connector connector = Odoo.connect(servers.settings());

  @AfterEach
  void close() {
    connector.close();
    servers.close();
  }

  private Optional<String> shown(EntityType type, Field<String> field, long id) {
    Lookup lookup =
        connector
            .adapter(type, Selection.of(field))
            .orElseThrow()
            .read(List.of(RecordId.of(Long.toString(id))))
            .get(0);
    return ((Lookup.Found) lookup).snapshot().fields().get(field);
  }

  @Test
  void whatIsPutAwayIsDormant() {
    long customer =
        servers.user().create("res.partner", Map.of("name", "Acme", "customer_rank", 1));
    long product = servers.user().create("product.product", Map.of("name", "Tube"));
    assertThat(shown(Customer.TYPE, Customer.STATE, customer)).contains(Customer.ACTIVE);
    assertThat(shown(Product.TYPE, Product.STATE, product)).contains(Customer.ACTIVE);

    servers.user().archive("res.partner", customer, true);
    servers.user().archive("product.product", product, true);

    assertThat(shown(Customer.TYPE, Customer.STATE, customer)).contains(Customer.DORMANT);
    assertThat(shown(Product.TYPE, Product.STATE, product)).contains(Customer.DORMANT);
  }

  @Test
  void anOrderSaysHowFarItIsDelivered() {
    long customer = servers.user().create("res.partner", Map.of("name", "Acme"));
    long product = servers.user().create("product.product", Map.of("name", "Tube"));
    List<?> line = List.of(0, 0, Map.of("product_id", product, "product_uom_qty", 4));
    long order =
        servers
            .user()
            .create("sale.order", Map.of("partner_id", customer, "order_line", List.of(line)));
    servers.user().press("sale.order", "action_confirm", order);
    assertThat(shown(SalesOrder.TYPE, SalesOrder.DELIVERY_STATUS, order)).contains("pending");
    long row = servers.user().ids("sale.order.line").get(0);

    servers.user().write("sale.order.line", row, Map.of("qty_delivered", 1));
    assertThat(shown(SalesOrder.TYPE, SalesOrder.DELIVERY_STATUS, order)).contains("partial");
    servers.user().write("sale.order.line", row, Map.of("qty_delivered", 4));
    assertThat(shown(SalesOrder.TYPE, SalesOrder.DELIVERY_STATUS, order)).contains("full");
  }
}
