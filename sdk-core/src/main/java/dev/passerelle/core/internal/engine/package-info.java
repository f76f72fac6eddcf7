/** The engine's steps, each with one job; only {@code Cycle} knows their order. Internal. */
@NullMarked
package dev.passerelle.core.internal.engine;

import org.jspecify.annotations.NullMarked;
