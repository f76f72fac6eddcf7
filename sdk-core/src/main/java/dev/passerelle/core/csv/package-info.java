/** Comma-separated values as RFC 4180 has them, the one way in and out. Not exported. */
@NullMarked
package dev.passerelle.core.csv;

import org.jspecify.annotations.NullMarked;
