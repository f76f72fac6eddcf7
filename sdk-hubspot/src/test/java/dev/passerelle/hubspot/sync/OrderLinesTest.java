package dev.passerelle.hubspot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.JournalEntry;
import dev.passerelle.simulators.hubspot.HubSpotUser;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lines of an order: written by key, before the status that makes the order visible. */
class OrderLinesTest {
  private static final Selection USED =
      Selection.of(Reference.FIELD, SalesOrder.NUMBER, SalesOrder.STATUS, SalesOrder.LINES);

  private final Portals portals = prepared();
  private final HubSpotUser user = portals.simulator.user();
  private final Connector connector = HubSpot.connect(portals.settings);
  private final EntityAdapter orders = connector.adapter(SalesOrder.TYPE, USED).orElseThrow();

  private static Portals prepared() {
    Portals portals = new Portals();
    try (HubSpotClient client = portals.administrator()) {
      HubSpotSetup.apply(client, portals.settings, Map.of(SalesOrder.TYPE, USED));
    }
    return portals;
  }

  @AfterEach
  void close() {
    connector.close();
    portals.close();
  }

  private static DocumentLine line(String key, String sku, String quantity) {
    return DocumentLine.item(key)
        .product(Ref.byKey(Product.TYPE, Product.SKU, sku))
        .quantity(new BigDecimal(quantity))
        .unitPrice(new BigDecimal("8.40"))
        .discountPercent(new BigDecimal("5"))
        .build();
  }

  private static Fields order(DocumentLine... lines) {
    return Fields.of(
        SalesOrder.NUMBER,
        "BC260023",
        SalesOrder.STATUS,
        "processed",
        SalesOrder.LINES,
        List.of(lines));
  }

  private String create(Fields fields) {
    WriteResult result =
        orders.write(List.of(new Write.Create("w", "NEGOCE971:900", fields))).get(0);
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).snapshot().id().value();
  }

  private Fields read(String id) {
    return ((Lookup.Found) orders.read(List.of(RecordId.of(id))).get(0)).snapshot().fields();
  }

  private static List<String> describe(Fields fields) {
    return fields.get(SalesOrder.LINES).orElseThrow().stream()
        .map(line -> line.key() + " " + line.quantity().orElseThrow().toPlainString())
        .toList();
  }

  @Test
  void theStatusIsWrittenAfterTheLines() {
    orders.describe();
    portals.simulator.journal().clear();
    String id = create(order(line("1000", "CIM", "250"), line("2000", "TUB", "40")));
    List<String> paths =
        portals.simulator.journal().entries().stream()
            .filter(entry -> entry.written() > 0)
            .map(JournalEntry::path)
            .map(path -> path.substring(path.lastIndexOf("2026-09/") + 8))
            .toList();
    assertThat(paths)
        .containsExactly(
            "orders/batch/upsert",
            "line_items/batch/upsert",
            "line_items/orders/batch/associate/default",
            "orders/batch/update");
    Fields shown = read(id);
    assertThat(describe(shown)).containsExactly("1000 250", "2000 40");
    assertThat(shown.get(SalesOrder.STATUS)).contains("processed");
    DocumentLine first = shown.get(SalesOrder.LINES).orElseThrow().get(0);
    assertThat(first.net().orElseThrow()).isEqualByComparingTo("1995.00");
    assertThat(first.discountPercent().orElseThrow()).isEqualByComparingTo("5");
  }

  @Test
  void onlyWhatDiffersIsWritten() {
    String id = create(order(line("1", "A", "1"), line("2", "B", "2"), line("3", "C", "3")));
    Fields before = read(id);
    portals.simulator.journal().clear();
    WriteResult result =
        orders
            .write(
                List.of(
                    new Write.Update(
                        "w",
                        RecordId.of(id),
                        Fields.of(
                            SalesOrder.LINES,
                            List.of(
                                line("1", "A", "1"), line("2", "B", "22"), line("4", "D", "4"))),
                        before.only(List.of(SalesOrder.LINES)),
                        null)))
            .get(0);
    assertThat(describe(((WriteResult.Written) result).snapshot().fields()))
        .containsExactly("1 1", "2 22", "4 4");
    assertThat(describe(read(id))).containsExactly("1 1", "2 22", "4 4");
    // One line made and attached, one changed, one removed; the first is left alone.
    assertThat(portals.simulator.writes()).isEqualTo(4);
  }

  @Test
  void aRefusedLineLeavesTheOrderIncompleteAndWithoutItsStatus() {
    portals
        .simulator
        .faults()
        .next(
            1,
            "POST",
            "/line_items/batch/upsert$",
            Fault.answer(400, "{\"category\":\"VALIDATION_ERROR\",\"message\":\"no\"}"));
    Fields wanted = order(line("1", "A", "1"));
    WriteResult result =
        orders.write(List.of(new Write.Create("w", "NEGOCE971:900", wanted))).get(0);
    assertThat(result).isInstanceOf(WriteResult.Incomplete.class);
    RecordId id = ((WriteResult.Incomplete) result).id();
    assertThat(user.record("orders", id.value()).orElseThrow().value("hs_pipeline_stage"))
        .isNotEqualTo(java.util.Optional.of("processed"));

    WriteResult completed =
        orders.write(List.of(new Write.Complete("c", "NEGOCE971:900", id, wanted))).get(0);
    assertThat(completed).isInstanceOf(WriteResult.Written.class);
    assertThat(describe(read(id.value()))).containsExactly("1 1");
    assertThat(read(id.value()).get(SalesOrder.STATUS)).contains("processed");
    assertThat(user.find("orders", "erp_sales_order_key", "NEGOCE971:900")).hasSize(1);
  }

  @Test
  void linesWhoseAnswerWasLostAreNotDoubled() {
    portals
        .simulator
        .faults()
        .next(1, "POST", "/line_items/batch/upsert$", Fault.dropAfterCommit());
    Fields wanted = order(line("1", "A", "1"), line("2", "B", "2"));
    WriteResult result =
        orders.write(List.of(new Write.Create("w", "NEGOCE971:900", wanted))).get(0);
    RecordId id = ((WriteResult.Incomplete) result).id();
    orders.write(List.of(new Write.Complete("c", "NEGOCE971:900", id, wanted)));
    assertThat(describe(read(id.value()))).containsExactly("1 1", "2 2");
    assertThat(user.records("line_items")).hasSize(2);
  }
}
