package dev.passerelle.sap.s4hana.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Reads a real system, writes nothing; {@code -Dsap.s4.types=customer,product} says what. See
 * {@link LiveSystem}.
 */
@Tag("live")
class LiveReadingTest {
  private static Selection selection(EntityType type) {
    return switch (type.name()) {
      case "customer" -> Selection.of(Customer.NAME, Customer.BILLING_ADDRESS, Customer.STATE);
      case "product" -> Selection.of(Product.NAME, Product.UNIT, Product.STATE);
      case "sales_order" -> Selection.of(SalesOrder.NUMBER, SalesOrder.LINES, SalesOrder.NET);
      default -> Selection.of(Invoice.NUMBER, Invoice.LINES, Invoice.GROSS);
    };
  }

  @Test
  void listsReadsAndFollows() throws IOException {
    List<String> wanted =
        List.of(
            System.getProperty("sap.s4.types", "customer,product,sales_order,invoice").split(","));
    try (Connector connector = S4Hana.connect(LiveSystem.settings())) {
      for (EntityType type : List.of(Customer.TYPE, Product.TYPE, SalesOrder.TYPE, Invoice.TYPE)) {
        if (wanted.contains(type.name())) {
          follow(connector.adapter(type, selection(type)).orElseThrow());
        }
      }
      assertThat(connector.check()).extracting(Finding::level).doesNotContainNull();
    }
  }

  private static void follow(EntityAdapter adapter) {
    ChangePage page = adapter.list(Position.START, 20, Depth.FULL);
    List<RecordId> ids = page.changes().stream().map(change -> change.id()).toList();
    assertThat(adapter.read(ids)).allMatch(Lookup.Found.class::isInstance).hasSameSizeAs(ids);
    while (!page.last()) {
      page = adapter.list(page.next(), 200, Depth.KEYS);
    }
    if (adapter.describe().can(Capability.CHANGES)) {
      assertThat(adapter.changesSince(page.next(), 200).serverTime()).isNotNull();
    }
  }
}
