package dev.passerelle.hubspot.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record of any object type. Every property is a text in both directions (fact sheet §0): a
 * property that is not set is null, one that was not asked for is missing.
 *
 * @param id {@code hs_object_id}
 * @param properties by internal name, as far as asked for
 * @param propertiesWithHistory by internal name, newest version first; only where asked for
 * @param createdAt when it was made
 * @param updatedAt when it last changed; internal properties and activities move it too
 * @param archived whether it lies in the recycle bin
 * @param archivedAt since when
 * @param associations by the other object type; only where asked for
 * @param objectWriteTraceId the trace id of the write that returned this
 * @param isNew whether an upsert made it; null in other answers
 */
public record HubSpotObject(
    String id,
    Map<String, @Nullable String> properties,
    Map<String, List<PropertyVersion>> propertiesWithHistory,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    boolean archived,
    @Nullable Instant archivedAt,
    Map<String, AssociatedIds> associations,
    @Nullable String objectWriteTraceId,
    @com.squareup.moshi.Json(name = "new") @Nullable Boolean isNew) {

  /** Copies. */
  public HubSpotObject {
    properties = Copies.map(properties);
    propertiesWithHistory = Copies.map(propertiesWithHistory);
    associations = Copies.map(associations);
  }

  /** Whether the answer says anything of the property, be it that it is not set. */
  public boolean shows(String property) {
    return properties.containsKey(property);
  }

  /** A property as text; empty when it is not set or not shown. */
  public Optional<String> text(String property) {
    return Optional.ofNullable(properties.get(property)).filter(value -> !value.isEmpty());
  }

  /** A number property. Throws {@link NumberFormatException} on another text. */
  public Optional<BigDecimal> decimal(String property) {
    return text(property).map(BigDecimal::new);
  }

  /** A yes/no property. */
  public Optional<Boolean> flag(String property) {
    return text(property).map(Boolean::valueOf);
  }

  /**
   * A date-time property, which HubSpot writes as ISO text or as milliseconds since 1970 (fact
   * sheet §9). Throws {@link java.time.DateTimeException} on another text.
   */
  public Optional<Instant> instant(String property) {
    return text(property).map(HubSpotTimes::instant);
  }
}
