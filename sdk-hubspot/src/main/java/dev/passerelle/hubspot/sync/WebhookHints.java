package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.WebhookSource;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.http.Json;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Deal;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.hubspot.HubSpotSettings;
import dev.passerelle.hubspot.HubSpotWebhooks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Webhook deliveries as hints (fact sheet §7). Events are neither ordered nor unique, and their
 * values are old when they arrive: only the ids are taken (L3).
 */
final class WebhookHints implements WebhookSource {
  private static final Map<String, EntityType> BY_NAME =
      Map.of(
          "company", Customer.TYPE,
          "contact", Contact.TYPE,
          "product", Product.TYPE,
          "deal", Deal.TYPE);
  private static final Map<String, EntityType> BY_TYPE_ID =
      Map.of(
          "0-1", Contact.TYPE,
          "0-2", Customer.TYPE,
          "0-3", Deal.TYPE,
          "0-7", Product.TYPE,
          "0-14", Quote.TYPE,
          "0-53", Invoice.TYPE,
          "0-101", Payment.TYPE,
          "0-123", SalesOrder.TYPE);
  private static final List<String> IDS =
      List.of("objectId", "primaryObjectId", "newObjectId", "fromObjectId");

  private final HubSpotSettings settings;
  private final Json json = new Json();

  WebhookHints(HubSpotSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<Delivery> open(WebhookRequest raw) {
    verifier().verify(raw.method(), raw.url(), raw.headers(), raw.body());
    Map<String, Set<Hint>> byPortal = new LinkedHashMap<>();
    JsonTree events = json.tree(new String(raw.body(), StandardCharsets.UTF_8));
    for (JsonTree event : events.items()) {
      Optional<String> portal = event.at("portalId").text();
      Optional<EntityType> type = type(event);
      if (portal.isPresent() && type.isPresent()) {
        byPortal
            .computeIfAbsent(portal.get(), key -> new LinkedHashSet<>())
            .addAll(hints(type.get(), event));
      }
    }
    List<Delivery> deliveries = new ArrayList<>();
    byPortal.forEach((portal, hints) -> deliveries.add(new Delivery(portal, List.copyOf(hints))));
    return deliveries;
  }

  private HubSpotWebhooks verifier() {
    return new HubSpotWebhooks(
        settings.system(),
        settings
            .webhookSecret()
            .orElseThrow(
                () ->
                    InvalidConfiguration.inCode(
                        ErrorCode.SECRET_MISSING,
                        settings.system() + ".webhookSecret",
                        "the client secret of the app that sends the webhooks")),
        settings.clock());
  }

  private static Optional<EntityType> type(JsonTree event) {
    Optional<String> typeId = event.at("objectTypeId").text();
    if (typeId.isPresent()) {
      return Optional.ofNullable(BY_TYPE_ID.get(typeId.get()));
    }
    String subscription = event.at("subscriptionType").text().orElse("");
    int dot = subscription.indexOf('.');
    String name = dot < 0 ? subscription : subscription.substring(0, dot);
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  private static List<Hint> hints(EntityType type, JsonTree event) {
    Set<String> ids = new LinkedHashSet<>();
    IDS.forEach(name -> event.at(name).text().ifPresent(ids::add));
    event.at("mergedObjectIds").items().forEach(merged -> merged.text().ifPresent(ids::add));
    return ids.stream().filter(Lookups::isId).map(id -> new Hint(type, RecordId.of(id))).toList();
  }
}
