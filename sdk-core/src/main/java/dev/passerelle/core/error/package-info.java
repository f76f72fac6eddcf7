/**
 * What can go wrong, as one unchecked family split by what the caller does next (L25), and the
 * catalogue of stable codes and messages that name who must act (L33).
 */
@NullMarked
package dev.passerelle.core.error;

import org.jspecify.annotations.NullMarked;
