package dev.passerelle.odoo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract does not ask of orders: lines that come and go, texts, and states. */
class OrderTest {
  private Servers servers = new Servers(18);
  private Connector connector = Odoo.connect(servers.settings());
  private Ref customer = acme();

  private Ref acme() {
    return Ref.to(
        Customer.TYPE, Long.toString(servers.user().create("res.partner", Map.of("name", "Acme"))));
  }

  private void version(int major) {
    close();
    servers = new Servers(major);
    connector = Odoo.connect(servers.settings());
    customer = acme();
  }

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
    assertThat(order.fields().get(SalesOrder.NET).orElseThrow()).isEqualByComparingTo("30");
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

  /**
   * Up to 17 a new quantity brings the product's own price back, and a price list that shows its
   * discounts sets them at any time: what was agreed is sent again.
   */
  @ParameterizedTest
  @ValueSource(ints = {16, 17, 18, 19})
  void aNewQuantityLeavesPriceAndDiscount(int major) {
    version(major);
    product();
    DocumentLine agreed =
        item("a", "1").toBuilder()
            .unitPrice(new BigDecimal("7.5"))
            .discountPercent(BigDecimal.TEN)
            .build();
    Snapshot order = create("sale", agreed);
    servers
        .user()
        .write("sale.order", Long.parseLong(order.id().value()), Map.of("pricelist_id", 1));
    update(
        order,
        Fields.of(
            SalesOrder.LINES, List.of(agreed.toBuilder().quantity(new BigDecimal("4")).build())));
    Snapshot now = read(order);
    DocumentLine line = now.fields().get(SalesOrder.LINES).orElseThrow().get(0);
    assertThat(line.quantity().orElseThrow()).isEqualByComparingTo("4");
    assertThat(line.unitPrice().orElseThrow()).isEqualByComparingTo("7.5");
    assertThat(line.discountPercent().orElseThrow()).isEqualByComparingTo("10");
    assertThat(now.fields().get(SalesOrder.NET).orElseThrow()).isEqualByComparingTo("27");
  }

  /** 19 keeps a unit price as it is; before, it is rounded without a word. */
  @ParameterizedTest
  @CsvSource({"16, 10.12", "18, 10.12", "19, 10.123456"})
  void digitsAreThoseThatTheServerSays(int major, String kept) {
    version(major);
    product();
    DocumentLine line = item("a", "2").toBuilder().unitPrice(new BigDecimal("10.123456")).build();
    Snapshot order = create("sale", line);
    assertThat(order.fields().get(SalesOrder.LINES).orElseThrow().get(0).unitPrice().orElseThrow())
        .isEqualByComparingTo(kept);
    FieldRule<List<DocumentLine>> rule = adapter().describe().rule(SalesOrder.LINES).orElseThrow();
    assertThat(rule.normalized(List.of(line)).get(0).unitPrice().orElseThrow())
        .as("what the connector expects")
        .isEqualByComparingTo(kept);
  }

  /** Up to 16 a locked order has a state of its own; it is confirmed all the same. */
  @Test
  void aLockedOrderIsAConfirmedOne() {
    version(16);
    product();
    Snapshot order = create("sale", item("a", "1"));
    servers.user().write("sale.order", Long.parseLong(order.id().value()), Map.of("state", "done"));
    assertThat(read(order).fields().get(SalesOrder.STATUS)).contains("sale");
  }

  /** Odoo itself says no more than that a constraint was hurt. */
  @Test
  void aLineWithoutAProductIsRefusedByName() {
    DocumentLine free =
        DocumentLine.item("x")
            .description("Work")
            .quantity(BigDecimal.ONE)
            .unitPrice(BigDecimal.TEN)
            .build();
    Fields fields = Fields.of(SalesOrder.CUSTOMER, customer, SalesOrder.LINES, List.of(free));
    WriteResult result = adapter().write(List.of(new Write.Create("w", "CRM:3", fields))).get(0);
    assertThat(result).isInstanceOf(WriteResult.Refused.class);
    assertThat(((WriteResult.Refused) result).cause().code())
        .isEqualTo(ErrorCode.LINE_WITHOUT_VALUE);
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
