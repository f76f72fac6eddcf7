/**
 * HubSpot's own shapes, as records: what is on the wire and nothing else. For users of the client.
 *
 * <p>Unknown keys are ignored, missing lists are empty. All types are immutable.
 */
@NullMarked
package dev.passerelle.hubspot.model;

import org.jspecify.annotations.NullMarked;
