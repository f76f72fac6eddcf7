package dev.passerelle.sap.businessone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.model.Delivery;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sap.businessone.model.B1Record;
import dev.passerelle.sap.businessone.sync.BusinessOne;
import dev.passerelle.sap.businessone.sync.Companies;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A quotation becomes an order, that two deliveries, those an invoice; each names what it drew. */
class DrawingTest {
  private static final Map<String, String> HEADER =
      Map.of("CardCode", "C1", "DocDueDate", "2026-03-20");

  private Companies companies;
  private BusinessOneClient client;

  @BeforeEach
  void furnish() {
    companies = new Companies();
    client = BusinessOneClient.of(companies.settings);
    client.businessPartners().create(Map.of("CardCode", "C1", "CardName", "Acme"));
    client.items().create(Map.of("ItemCode", "A1", "ItemName", "Article"));
  }

  @AfterEach
  void close() {
    client.close();
    companies.close();
  }

  private static int entry(B1Record document) {
    return document.integer("DocEntry").orElseThrow();
  }

  private static B1Record line(B1Record document) {
    return document.rows("DocumentLines").get(0);
  }

  private B1Record quotation() {
    return client
        .quotations()
        .create(
            Map.of(
                "CardCode",
                "C1",
                "DocDueDate",
                "2026-03-20",
                "DocumentLines",
                List.of(Map.of("ItemCode", "A1", "Quantity", 5, "UnitPrice", 12.5))));
  }

  private Fields read(EntityType type, String id, Field<?>... fields) {
    try (Connector connector = BusinessOne.connect(companies.settings)) {
      Lookup lookup =
          connector
              .adapter(type, Selection.of(fields))
              .orElseThrow()
              .read(List.of(RecordId.of(id)))
              .get(0);
      return ((Lookup.Found) lookup).snapshot().fields();
    }
  }

  @Test
  void theChainIsDrawnAndShown() {
    int quotation = entry(quotation());
    B1Record order =
        client.orders().draw(Drawing.of(Drawing.Base.QUOTATION, quotation).line(0), HEADER);
    assertThat(line(order).number("Quantity").orElseThrow()).isEqualByComparingTo("5");
    assertThat(line(order).number("UnitPrice").orElseThrow()).isEqualByComparingTo("12.5");
    assertThat(client.quotations().find(quotation).orElseThrow().text("DocumentStatus"))
        .contains("bost_Close");

    Drawing some = Drawing.of(Drawing.Base.ORDER, entry(order)).line(0, new BigDecimal("2"));
    int first = entry(client.deliveries().draw(some, HEADER));
    String number = Integer.toString(entry(order));
    assertThat(read(SalesOrder.TYPE, number, SalesOrder.DELIVERY_STATUS))
        .isEqualTo(Fields.of(SalesOrder.DELIVERY_STATUS, "partial"));
    Drawing rest = Drawing.of(Drawing.Base.ORDER, entry(order)).line(0);
    B1Record second = client.deliveries().draw(rest, HEADER);
    assertThat(line(second).number("Quantity").orElseThrow()).isEqualByComparingTo("3");
    assertThat(read(SalesOrder.TYPE, number, SalesOrder.DELIVERY_STATUS))
        .isEqualTo(Fields.of(SalesOrder.DELIVERY_STATUS, "delivered"));
    assertThat(read(Delivery.TYPE, Integer.toString(first), Delivery.ORDERS).get(Delivery.ORDERS))
        .hasValueSatisfying(
            orders -> assertThat(orders).containsExactly(Ref.to(SalesOrder.TYPE, number)));

    int invoice =
        entry(client.invoices().draw(Drawing.of(Drawing.Base.DELIVERY, first).line(0), HEADER));
    assertThat(read(Invoice.TYPE, "I" + invoice, Invoice.DELIVERIES).get(Invoice.DELIVERIES))
        .hasValueSatisfying(
            from ->
                assertThat(from).containsExactly(Ref.to(Delivery.TYPE, Integer.toString(first))));
  }

  @Test
  void whatIsDrawnCannotBeDrawnAgain() {
    Drawing all = Drawing.of(Drawing.Base.QUOTATION, entry(quotation())).line(0);
    client.orders().draw(all, HEADER);
    assertThatThrownBy(() -> client.orders().draw(all, HEADER))
        .isInstanceOf(RefusedByRemote.class)
        .hasMessageContaining("closed");
    assertThat(companies.simulator.user().records("Orders")).hasSize(1);
  }

  @Test
  void nothingIsNoDrawing() {
    Drawing none = Drawing.of(Drawing.Base.ORDER, 1);
    assertThatThrownBy(() -> client.deliveries().draw(none, HEADER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ORDER 1");
    assertThatThrownBy(() -> none.line(0, BigDecimal.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
