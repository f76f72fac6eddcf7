/** Comma-separated values as RFC 4180 has them, the one way in and out. */
@NullMarked
package dev.passerelle.core.internal.csv;

import org.jspecify.annotations.NullMarked;
