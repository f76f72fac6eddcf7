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
import dev.passerelle.core.http.Credentials;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sap.ServerTrust;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.S4HanaCodes;
import dev.passerelle.sap.s4hana.S4HanaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Reads a real system, writes nothing. Give {@code -Dsap.s4.url}, and what of these it needs:
 * {@code -Dsap.s4.user -Dsap.s4.password}, {@code -Dsap.s4.client}, {@code -Dsap.s4.zone}, {@code
 * -Dsap.s4.certificate}, {@code -Dsap.s4.types=customer,product}, {@code -Dsap.s4.area=1010/10/00},
 * and per service its place, {@code -Dsap.s4.path.sales_order=sap/opu/odata/sap/ZORDERS/}.
 */
@Tag("live")
class LiveReadingTest {
  private static String given(String name) {
    return System.getProperty("sap.s4." + name, "");
  }

  private static S4HanaSettings settings() throws IOException {
    String url = given("url");
    Assumptions.assumeFalse(url.isEmpty(), "no real system: -Dsap.s4.url is not given");
    String user = given("user");
    S4HanaSettings.Builder builder =
        user.isEmpty()
            ? S4HanaSettings.builder(url, Credentials.none())
            : S4HanaSettings.builder(url, user, () -> given("password"));
    builder.zone(ZoneId.of(System.getProperty("sap.s4.zone", "Europe/Paris")));
    if (!given("client").isEmpty()) {
      builder.client(given("client"));
    }
    if (!given("certificate").isEmpty()) {
      builder.trust(ServerTrust.pem(Files.readString(Path.of(given("certificate")))));
    }
    for (S4HanaApi api : S4HanaApi.values()) {
      String path = given("path." + api.name().toLowerCase(Locale.ROOT));
      if (!path.isEmpty()) {
        builder.path(api, path);
      }
    }
    String[] area = System.getProperty("sap.s4.area", "1010/10/00").split("/");
    return builder.codes(S4HanaCodes.builder(area[0], area[1], area[2]).build()).build();
  }

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
    try (Connector connector = S4Hana.connect(settings())) {
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
