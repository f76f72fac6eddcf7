/**
 * Which field of one system is which field of the other, who owns it, and how its values are
 * translated: pure data and total functions (L15). For the embedder.
 */
@NullMarked
package dev.passerelle.core.mapping;

import org.jspecify.annotations.NullMarked;
