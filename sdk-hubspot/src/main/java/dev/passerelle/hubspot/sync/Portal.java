package dev.passerelle.hubspot.sync;

import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the account, read when first needed: itself, and its properties, for a quarter
 * of an hour. Two threads may read the same thing at once; both get it right. Thread-safe.
 */
final class Portal {
  private static final Duration PROPERTIES_HOLD = Duration.ofMinutes(15);
  private static final Duration LEAST_HOLD = Duration.ofMinutes(1);

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

  /**
   * Refuses to go on where the account lacks a property that is needed: its values would pass for
   * blank ones.
   */
  void require(RecordMap map) {
    List<Wanted> missing =
        map.wanted().stream()
            .filter(wanted -> !wanted.optional())
            .filter(wanted -> !properties(wanted.objectType()).containsKey(wanted.name()))
            .toList();
    if (!missing.isEmpty()) {
      // Asked again at the next call: by then an administrator may have made it.
      missing.forEach(wanted -> forgetProperties(wanted.objectType()));
      throw new DriftDetected(lacks(map, missing));
    }
  }

  private ErrorDetail lacks(RecordMap map, List<Wanted> missing) {
    return ErrorDetail.of(ErrorCode.CUSTOM_PROPERTY_MISSING)
        .system(settings.system())
        .entity(map.type().name())
        .field(missing.get(0).name())
        .cause(
            missing.stream()
                .map(
                    wanted ->
                        "%s.%s for %s, type %s"
                            .formatted(
                                wanted.objectType(), wanted.name(), wanted.field(), wanted.type()))
                .collect(Collectors.joining("; ")))
        .build();
  }

  /** Records that do not show what was asked for: a property may just have been archived. */
  void doubt(RecordMap map) {
    Held held = properties.get(map.objectType());
    Instant now = settings.clock().instant();
    if (held != null && !held.until().minus(PROPERTIES_HOLD).plus(LEAST_HOLD).isAfter(now)) {
      forgetProperties(map.objectType());
      require(map);
    }
  }

  /** Forgets the properties of a type: HubSpot has just refused one that we believed in. */
  void forgetProperties(String objectType) {
    properties.remove(objectType);
  }
}
