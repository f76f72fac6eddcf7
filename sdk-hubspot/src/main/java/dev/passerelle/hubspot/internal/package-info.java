/**
 * Bodies on the wire that no caller sees. Not exported; public only because Moshi must see them.
 */
@NullMarked
package dev.passerelle.hubspot.internal;

import org.jspecify.annotations.NullMarked;
