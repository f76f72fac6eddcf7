/** The seeded simulation, run. */
@org.jspecify.annotations.NullMarked
package dev.passerelle.testkit.simulation;
