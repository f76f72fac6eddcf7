package dev.passerelle.hubspot.sync;

import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.HubSpotSettings;
import dev.passerelle.hubspot.model.AccountDetails;
import dev.passerelle.hubspot.model.Property;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the account, read when first needed: itself, and its properties, for a quarter
 * of an hour. Two threads may read the same thing at once; both get it right. Thread-safe.
 */
final class Portal {
  private static final Duration PROPERTIES_HOLD = Duration.ofMinutes(15);

  private record Held(Map<String, Property> byName, Instant until) {}

  private final HubSpotClient client;
  private final HubSpotSettings settings;
  private final Map<String, Held> properties = new ConcurrentHashMap<>();
  private volatile @Nullable AccountDetails account;

  Portal(HubSpotClient client, HubSpotSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  HubSpotClient client() {
    return client;
  }

  HubSpotSettings settings() {
    return settings;
  }

  AccountDetails account() {
    AccountDetails known = account;
    if (known == null) {
      known = client.account().details();
      account = known;
    }
    return known;
  }

  /** The account's zone; UTC where HubSpot names one that Java does not know. */
  ZoneId zone() {
    String name = account().timeZone();
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  /** HubSpot's clock, never ahead of it (R8). */
  Instant now() {
    return client
        .serverTime()
        .orElseGet(
            () -> {
              client.account().details();
              return client.serverTime().orElseGet(settings.clock()::instant);
            });
  }

  Map<String, Property> properties(String objectType) {
    Instant now = settings.clock().instant();
    Held held = properties.get(objectType);
    if (held == null || !now.isBefore(held.until())) {
      Map<String, Property> byName = new LinkedHashMap<>();
      client.properties().list(objectType).forEach(each -> byName.put(each.name(), each));
      held = new Held(byName, now.plus(PROPERTIES_HOLD));
      properties.put(objectType, held);
    }
    return held.byName();
  }

  /** Forgets the properties of a type: HubSpot has just refused one that we believed in. */
  void forgetProperties(String objectType) {
    properties.remove(objectType);
  }
}
