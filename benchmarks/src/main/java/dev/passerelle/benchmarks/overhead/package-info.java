/** B1: what deciding costs when the systems cost nothing. */
@NullMarked
package dev.passerelle.benchmarks.overhead;

import org.jspecify.annotations.NullMarked;
