/**
 * Who wins when two systems changed the same field: conflicts, resolutions and ready-made policies.
 * For the embedder.
 */
@NullMarked
package dev.passerelle.core.conflict;

import org.jspecify.annotations.NullMarked;
