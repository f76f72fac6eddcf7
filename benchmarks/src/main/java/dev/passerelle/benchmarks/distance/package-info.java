/** B2 and B7: many creates in a CRM that is far away, in peace and killed in the middle. */
@NullMarked
package dev.passerelle.benchmarks.distance;

import org.jspecify.annotations.NullMarked;
