/**
 * Whole-job benchmarks: what the engine costs beside what one would write without it. The harness
 * and the {@link dev.passerelle.benchmarks.Catalogue}; each benchmark has a package of its own.
 */
@NullMarked
package dev.passerelle.benchmarks;

import org.jspecify.annotations.NullMarked;
