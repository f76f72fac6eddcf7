/** B3: many rows into Salesforce. */
@NullMarked
package dev.passerelle.benchmarks.upsert;

import org.jspecify.annotations.NullMarked;
