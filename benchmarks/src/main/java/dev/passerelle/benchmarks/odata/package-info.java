/** B4: many rows read and changed over OData, with preconditions. */
@NullMarked
package dev.passerelle.benchmarks.odata;

import org.jspecify.annotations.NullMarked;
