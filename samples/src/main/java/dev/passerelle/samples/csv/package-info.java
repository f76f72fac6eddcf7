/** An adapter of one's own: CSV files in a folder, kept in step with another system. */
@NullMarked
package dev.passerelle.samples.csv;

import org.jspecify.annotations.NullMarked;
