/** A seeded simulation of the sync engine between two systems in memory, with named oracles. */
@NullMarked
package dev.passerelle.testkit.simulation;

import org.jspecify.annotations.NullMarked;
