/** B8: finding what drifted among many links in a small heap. */
@NullMarked
package dev.passerelle.benchmarks.drift;

import org.jspecify.annotations.NullMarked;
