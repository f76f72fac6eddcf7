/** What the engine's simulation can switch off, to see whether it would be missed. */
@org.jspecify.annotations.NullMarked
package dev.passerelle.core.internal.safeguard;
