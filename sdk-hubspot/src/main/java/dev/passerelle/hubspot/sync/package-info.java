/**
 * The HubSpot connector: {@link dev.passerelle.hubspot.sync.HubSpot#connect} for the engine, {@link
 * dev.passerelle.hubspot.sync.HubSpotSetup} for the properties that it needs in the account.
 */
@NullMarked
package dev.passerelle.hubspot.sync;

import org.jspecify.annotations.NullMarked;
