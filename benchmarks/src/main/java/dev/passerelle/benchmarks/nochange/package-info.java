/** B5: what it costs that nothing changed, and whether more links make a change dearer. */
@NullMarked
package dev.passerelle.benchmarks.nochange;

import org.jspecify.annotations.NullMarked;
