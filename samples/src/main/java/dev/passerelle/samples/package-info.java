/** Runnable programs. */
@NullMarked
package dev.passerelle.samples;

import org.jspecify.annotations.NullMarked;
