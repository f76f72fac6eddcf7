/**
 * The connector of the sync engine for Sage 100: {@link
 * dev.passerelle.sage.sage100.sync.Sage100#connect}.
 */
@NullMarked
package dev.passerelle.sage.sage100.sync;

import org.jspecify.annotations.NullMarked;
