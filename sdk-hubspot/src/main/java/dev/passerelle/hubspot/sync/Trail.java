package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.hubspot.model.HubSpotObject;
import java.util.List;
import java.util.function.Function;

/**
 * An object type whose changes are watched.
 *
 * @param objectType {@code quotes}, or {@code deals} for the quotes of a deal
 * @param properties to show with each hit
 * @param changes what the hits mean for the records of the feed
 */
record Trail(
    String objectType,
    List<String> properties,
    Function<List<HubSpotObject>, List<Change>> changes) {}
