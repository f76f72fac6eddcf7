package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Confirmed orders, on 18, in JSON-RPC. */
class OrderContractTest extends EntityAdapterContract {
  final Servers servers = servers();
  final String customer =
      Long.toString(
          servers
              .user()
              .create(
                  "res.partner", Map.of("name", "Acme", "is_company", true, "customer_rank", 1)));
  private final String product =
      Long.toString(
          servers.user().create("product.product", Map.of("name", "Tube", "lst_price", 9)));

  Servers servers() {
    return new Servers(18);
  }

  @AfterEach
  void close() {
    servers.close();
  }

  @Override
  protected Connector connector() {
    return Odoo.connect(servers.settings());
  }

  @Override
  protected EntityType type() {
    return SalesOrder.TYPE;
  }

  Field<List<DocumentLine>> lines() {
    return SalesOrder.LINES;
  }

  @Override
  protected Remote remote() {
    return new OrderRemote(
        servers,
        "client_order_ref",
        SalesOrder.CUSTOMER,
        SalesOrder.LINES,
        SalesOrder.STATUS,
        Column.text(SalesOrder.EXTERNAL_NUMBER, "client_order_ref"));
  }

  List<DocumentLine> lines(int n, int quantity) {
    Ref tube = Ref.to(Product.TYPE, product);
    return List.of(
        DocumentLine.item("L1")
            .product(tube)
            .description("Copper tube")
            .quantity(new BigDecimal(quantity))
            .unitPrice(new BigDecimal("10.5"))
            .discountPercent(new BigDecimal("5"))
            .build(),
        DocumentLine.item("L 2")
            .product(tube)
            .description("Cut " + n)
            .quantity(new BigDecimal("1.5"))
            .unitPrice(new BigDecimal("4.25"))
            .build());
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, customer))
        .set(SalesOrder.EXTERNAL_NUMBER, "CRM-" + n)
        .set(SalesOrder.STATUS, "sale")
        .set(SalesOrder.LINES, lines(n, 2))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(SalesOrder.EXTERNAL_NUMBER, "CRM-" + n + "-B", SalesOrder.LINES, lines(n, 7));
  }
}
