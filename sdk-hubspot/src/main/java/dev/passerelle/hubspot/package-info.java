/**
 * A typed client for HubSpot CRM, useful without the engine. {@link
 * dev.passerelle.hubspot.HubSpotClient} is the way in; {@code dev.passerelle.hubspot.sync} makes a
 * connector of it.
 */
@NullMarked
package dev.passerelle.hubspot;

import org.jspecify.annotations.NullMarked;
