package dev.passerelle.odoo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.Snapshot;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the contract does not ask of orders: lines that come and go, texts, and states. */
class OrderTest {
  private final Servers servers = new Servers(18);
  private final Connector connector = Odoo.connect(servers.settings());
  private final Ref customer =
      Ref.to(
          Customer.TYPE,
          Long.toString(servers.user().create("res.partner", Map.of("name", "Acme"))));

  @AfterEach
  void close() {
    connector.close();
    servers.close();
  }

  private EntityAdapter adapter() {
    return connector
        .adapter(
            SalesOrder.TYPE,
            Selection.of(SalesOrder.CUSTOMER, SalesOrder.LINES, SalesOrder.STATUS, SalesOrder.NET))
        .orElseThrow();
  }

  private DocumentLine item(String key, String quantity) {
    return DocumentLine.item(key)
        .product(Ref.byKey(Product.TYPE, Product.SKU, "TUB"))
        .description("Tube " + key)
        .quantity(new BigDecimal(quantity))
        .unitPrice(new BigDecimal("10"))
        .build();
  }

  private Snapshot create(String status, DocumentLine... lines) {
    Fields fields =
        Fields.of(
            SalesOrder.CUSTOMER, customer,
            SalesOrder.LINES, List.of(lines),
            SalesOrder.STATUS, status);
    WriteResult result = adapter().write(List.of(new Write.Create("w", "CRM:1", fields))).get(0);
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).snapshot();
  }

  private WriteResult update(Snapshot order, Fields changed) {
    return adapter()
        .write(List.of(new Write.Update("u", order.id(), changed, order.fields(), null)))
        .get(0);
  }

  private Snapshot read(Snapshot order) {
    return ((Lookup.Found) adapter().read(List.of(order.id())).get(0)).snapshot();
  }

  private void product() {
    servers.user().create("product.product", Map.of("name", "Tube", "default_code", "TUB"));
  }

  @Test
  void keepsKeysOfLinesThatComeAndGo() {
    product();
    Snapshot order =
        create("draft", item("a", "1"), DocumentLine.comment("t", "A word"), item("b", "2"));
    assertThat(order.fields().get(SalesOrder.LINES).orElseThrow())
        .extracting(DocumentLine::key)
        .containsExactly("a", "t", "b");
    assertThat(order.fields().get(SalesOrder.NET)).contains(new BigDecimal("30.00"));
    WriteResult result =
        update(
            order,
            Fields.of(
                SalesOrder.LINES,
                List.of(DocumentLine.comment("t", "A word"), item("b", "5"), item("c", "1"))));
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    List<DocumentLine> now = read(order).fields().get(SalesOrder.LINES).orElseThrow();
    assertThat(now).extracting(DocumentLine::key).containsExactly("t", "b", "c");
    assertThat(now.get(1).quantity().orElseThrow()).isEqualByComparingTo("5");
    assertThat(now.get(0).kind()).isEqualTo(DocumentLine.Kind.COMMENT);
  }

  @Test
  void emptiesALineThatAConfirmedOrderCannotLose() {
    product();
    Snapshot order = create("sale", item("a", "1"), item("b", "2"));
    update(order, Fields.of(SalesOrder.LINES, List.of(item("a", "1"))));
    List<DocumentLine> now = read(order).fields().get(SalesOrder.LINES).orElseThrow();
    assertThat(now).hasSize(2);
    assertThat(now.get(1).quantity().orElseThrow()).isZero();
  }

  @Test
  void cancelsPastTheWindowAndRefusesWhatNoButtonLeadsTo() {
    product();
    Snapshot order = create("sale", item("a", "1"));
    assertThat(update(order, Fields.of(SalesOrder.STATUS, "sent")))
        .isInstanceOf(WriteResult.Refused.class);
    assertThat(update(order, Fields.of(SalesOrder.STATUS, "cancel")))
        .isInstanceOf(WriteResult.Written.class);
    assertThat(read(order).fields().get(SalesOrder.STATUS)).contains("cancel");
  }

  @Test
  void refusesALineOfAnUnknownProductAndOneWithoutPrice() {
    DocumentLine free = DocumentLine.item("x").description("Work").quantity(BigDecimal.ONE).build();
    for (DocumentLine bad : List.of(item("a", "1"), free)) {
      Fields fields = Fields.of(SalesOrder.CUSTOMER, customer, SalesOrder.LINES, List.of(bad));
      WriteResult result = adapter().write(List.of(new Write.Create("w", "CRM:2", fields))).get(0);
      assertThat(result).isInstanceOf(WriteResult.Refused.class);
    }
    assertThat(servers.user().ids("sale.order")).isEmpty();
  }
}
