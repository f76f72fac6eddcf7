/** B6: storing changes durably before anything is decided. */
@NullMarked
package dev.passerelle.benchmarks.intake;

import org.jspecify.annotations.NullMarked;
