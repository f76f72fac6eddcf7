package dev.passerelle.hubspot.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a property's value.
 *
 * @param value the value; empty or null when it was cleared
 * @param timestamp since when
 * @param sourceType who wrote it: {@code CRM_UI}, {@code INTEGRATION}, …
 * @param sourceId which of them
 */
public record PropertyVersion(
    @Nullable String value, Instant timestamp, String sourceType, @Nullable String sourceId) {}
