package dev.passerelle.sap.businessone.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sap.ServerTrust;
import dev.passerelle.sap.businessone.BusinessOneSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Reads a real company, writes nothing. Give {@code -Dsap.b1.url -Dsap.b1.company -Dsap.b1.user
 * -Dsap.b1.password}, and {@code -Dsap.b1.zone}, {@code -Dsap.b1.certificate} where they are
 * needed.
 */
@Tag("live")
class LiveReadingTest {
  private static String given(String name) {
    String value = System.getProperty("sap.b1." + name, "");
    Assumptions.assumeFalse(value.isEmpty(), "no real company: -Dsap.b1." + name + " is not given");
    return value;
  }

  private static BusinessOneSettings settings() throws IOException {
    String password = given("password");
    BusinessOneSettings.Builder builder =
        BusinessOneSettings.builder(given("url"), given("company"), given("user"), () -> password)
            .zone(ZoneId.of(System.getProperty("sap.b1.zone", "Europe/Paris")));
    String certificate = System.getProperty("sap.b1.certificate", "");
    if (!certificate.isEmpty()) {
      builder.trust(ServerTrust.pem(Files.readString(Path.of(certificate))));
    }
    return builder.build();
  }

  @Test
  void listsReadsAndFollows() throws IOException {
    try (Connector connector = BusinessOne.connect(settings())) {
      assertThat(connector.describe().identity()).isNotBlank();
      assertThat(connector.check()).extracting(Finding::level).doesNotContainNull();
      Map.of(
              Customer.TYPE,
              Selection.of(Customer.NAME, Customer.BILLING_ADDRESS, Customer.STATE),
              Product.TYPE,
              Selection.of(Product.NAME, Product.PRICES),
              SalesOrder.TYPE,
              Selection.of(SalesOrder.NUMBER, SalesOrder.LINES))
          .forEach((type, selection) -> follow(connector.adapter(type, selection).orElseThrow()));
    }
  }

  private static void follow(EntityAdapter adapter) {
    ChangePage page = adapter.list(Position.START, 20, Depth.FULL);
    List<dev.passerelle.core.model.RecordId> ids =
        page.changes().stream().map(change -> change.id()).toList();
    assertThat(adapter.read(ids)).allMatch(Lookup.Found.class::isInstance).hasSameSizeAs(ids);
    while (!page.last()) {
      page = adapter.list(page.next(), 200, Depth.KEYS);
    }
    assertThat(adapter.changesSince(page.next(), 200).serverTime()).isNotNull();
  }
}
