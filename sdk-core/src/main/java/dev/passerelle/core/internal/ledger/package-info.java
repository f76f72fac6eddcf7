/** The engine's memory: tables and typed access to their rows. Internal. */
@NullMarked
package dev.passerelle.core.internal.ledger;

import org.jspecify.annotations.NullMarked;
