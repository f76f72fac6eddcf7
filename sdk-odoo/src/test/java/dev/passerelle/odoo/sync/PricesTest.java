package dev.passerelle.odoo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Price;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Prices lie on price lists, whose changes are changes of the product. */
class PricesTest {
  private final Servers servers = new Servers();
  private final Connector connector = Odoo.connect(servers.settings());

  @AfterEach
  void close() {
    connector.close();
    servers.close();
  }

  private EntityAdapter adapter() {
    return connector
        .adapter(Product.TYPE, Selection.of(Product.NAME, Product.PRICES))
        .orElseThrow();
  }

  private Set<Price> prices(long id) {
    Lookup lookup = adapter().read(List.of(RecordId.of(Long.toString(id)))).get(0);
    return ((Lookup.Found) lookup).snapshot().fields().get(Product.PRICES).orElseThrow();
  }

  private long item(long template, Object fields) {
    return servers
        .user()
        .create(
            "product.pricelist.item",
            Map.of(
                "pricelist_id",
                2,
                "currency_id",
                1,
                "product_tmpl_id",
                template,
                "applied_on",
                "1_product",
                "compute_price",
                fields,
                "min_quantity",
                10,
                "fixed_price",
                new BigDecimal("8.5")));
  }

  @Test
  void showsOwnAndFixedPrices() {
    long id =
        servers
            .user()
            .create("product.product", Map.of("name", "Tube", "lst_price", 12, "sale_ok", true));
    long template =
        Long.parseLong(
            servers
                .user()
                .record("product.product", id)
                .orElseThrow()
                .get("product_tmpl_id")
                .toString());
    servers.pass(Duration.ofHours(1));
    Position before = adapter().list(Position.START, 100, Depth.FULL).next();
    item(template, "fixed");
    item(template, "percentage");
    assertThat(prices(id))
        .containsExactlyInAnyOrder(
            new Price("", "EUR", BigDecimal.ZERO, false, new BigDecimal("12")),
            new Price("2", "EUR", BigDecimal.TEN, false, new BigDecimal("8.5")));
    assertThat(adapter().changesSince(before, 100).changes())
        .extracting(Change::id)
        .contains(RecordId.of(Long.toString(id)));
  }

  /** A price with dates holds from the one to the other, and no change of a record says so. */
  @Test
  void aPriceWithDatesComesAndGoes() {
    long id =
        servers
            .user()
            .create("product.product", Map.of("name", "Tube", "lst_price", 12, "sale_ok", true));
    long item = item(1, "fixed");
    servers
        .user()
        .write(
            "product.pricelist.item",
            item,
            Map.of("date_start", "2026-03-17 00:00:00", "date_end", "2026-03-19 00:00:00"));
    servers.pass(Duration.ofHours(1));
    Position before = adapter().list(Position.START, 100, Depth.FULL).next();
    assertThat(prices(id)).as("not yet").hasSize(1);

    servers.pass(Duration.ofDays(1));
    Position begun = shows(id, before, true);
    assertThat(prices(id)).as("now").hasSize(2);

    servers.pass(Duration.ofHours(12));
    begun = shows(id, begun, false);

    servers.pass(Duration.ofDays(2));
    shows(id, begun, true);
    assertThat(prices(id)).as("not any more").hasSize(1);
  }

  private Position shows(long id, Position from, boolean expected) {
    EntityAdapter adapter = adapter();
    ChangePage page = adapter.changesSince(from, 100);
    assertThat(page.last()).isTrue();
    boolean shown =
        page.changes().stream().map(Change::id).anyMatch(RecordId.of(Long.toString(id))::equals);
    assertThat(shown).as("a change until %s", servers.theirs.instant()).isEqualTo(expected);
    return page.next();
  }

  @Test
  void showsAChangeOfTheTemplate() {
    long id =
        servers
            .user()
            .create("product.product", Map.of("name", "Tube", "lst_price", 12, "sale_ok", true));
    servers.pass(Duration.ofHours(1));
    Position before = adapter().list(Position.START, 100, Depth.FULL).next();
    servers.user().write("product.template", 1, Map.of("list_price", 15));
    assertThat(adapter().changesSince(before, 100).changes())
        .extracting(Change::id)
        .contains(RecordId.of(Long.toString(id)));
    assertThat(prices(id)).extracting(Price::amount).containsExactly(new BigDecimal("15"));
  }
}
