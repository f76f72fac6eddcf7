/** The engine against two systems in memory. */
@org.jspecify.annotations.NullMarked
package dev.passerelle.testkit.engine;
