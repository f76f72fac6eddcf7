package dev.passerelle.hubspot.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.WebhookSource;
import dev.passerelle.core.adapter.WebhookSource.Delivery;
import dev.passerelle.core.adapter.WebhookSource.Hint;
import dev.passerelle.core.adapter.WebhookSource.WebhookRequest;
import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.simulators.hubspot.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deliveries as the simulator signs and sends them. */
class WebhookHintsTest {
  private static final String URL = "https://sync.example/hooks/hubspot?tenant=a%40b";
  private static final String SECRET = "secret-of-the-app";

  private final Portals portals = new Portals();
  private final WebhookSource source =
      HubSpot.webhooks(portals.settings(1).webhookSecret(() -> SECRET).build());

  @AfterEach
  void close() {
    portals.close();
  }

  private static WebhookRequest request(WebhookDelivery delivery) {
    Map<String, String> headers = new LinkedHashMap<>();
    delivery.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new WebhookRequest(
        delivery.method(), URL, headers, delivery.body().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void areVerifiedAndReadAsIdsOnly() {
    portals.simulator.webhooks().target(URL, SECRET);
    portals.simulator.webhooks().subscribe("company.creation", "company.propertyChange");
    String id = portals.simulator.user().create("companies", Map.of("name", "A")).id();
    portals.simulator.user().update("companies", id, "name", "B");
    WebhookRequest request = request(portals.simulator.webhooks().take().orElseThrow());

    List<Delivery> deliveries = source.open(request);

    assertThat(deliveries)
        .singleElement()
        .satisfies(
            delivery -> {
              assertThat(delivery.identity()).isEqualTo("971001");
              assertThat(delivery.hints())
                  .containsExactly(new Hint(Customer.TYPE, RecordId.of(id)));
            });
  }

  @Test
  void aForgedOrOldDeliveryIsRefused() {
    portals.simulator.webhooks().target(URL, SECRET);
    portals.simulator.webhooks().subscribe("contact.creation");
    portals.simulator.user().create("contacts", Map.of("email", "a@b.example"));
    WebhookRequest request = request(portals.simulator.webhooks().take().orElseThrow());
    WebhookSource other =
        HubSpot.webhooks(portals.settings(1).webhookSecret(() -> "another").build());
    assertThatThrownBy(() -> other.open(request)).isInstanceOf(AccessDenied.class);
    assertThat(source.open(request)).isNotEmpty();
    portals.ours.advance(java.time.Duration.ofMinutes(6));
    assertThatThrownBy(() -> source.open(request)).isInstanceOf(AccessDenied.class);
    assertThatThrownBy(() -> HubSpot.webhooks(portals.settings).open(request))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("webhookSecret");
  }

  @Test
  void oneDeliveryMayMixAccountsMergesAndObjects() {
    String body =
        """
        [{"portalId":1,"subscriptionType":"contact.merge","objectId":5,"primaryObjectId":5,
          "mergedObjectIds":[6,7],"newObjectId":5},
         {"portalId":2,"subscriptionType":"object.propertyChange","objectTypeId":"0-14",
          "objectId":70100001001},
         {"portalId":2,"subscriptionType":"object.propertyChange","objectTypeId":"2-999",
          "objectId":1},
         {"portalId":1,"subscriptionType":"company.associationChange","fromObjectId":8,
          "toObjectId":9}]
        """;
    List<Delivery> deliveries = source.open(signed(body));
    assertThat(deliveries)
        .satisfiesExactly(
            first -> {
              assertThat(first.identity()).isEqualTo("1");
              assertThat(first.hints())
                  .containsExactlyInAnyOrder(
                      hint(Contact.TYPE, "5"),
                      hint(Contact.TYPE, "6"),
                      hint(Contact.TYPE, "7"),
                      hint(Customer.TYPE, "8"));
            },
            second -> {
              assertThat(second.identity()).isEqualTo("2");
              assertThat(second.hints()).containsExactly(hint(Quote.TYPE, "70100001001"));
            });
  }

  private static Hint hint(EntityType type, String id) {
    return new Hint(type, RecordId.of(id));
  }

  private static WebhookRequest signed(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try {
      java.security.MessageDigest digest = java.security.MessageDigest.getInstance("SHA-256");
      digest.update(SECRET.getBytes(StandardCharsets.UTF_8));
      String signature = java.util.HexFormat.of().formatHex(digest.digest(bytes));
      return new WebhookRequest("POST", URL, Map.of("x-hubspot-signature", signature), bytes);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
