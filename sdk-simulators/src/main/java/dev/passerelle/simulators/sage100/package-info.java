/**
 * A stand-in for Sage 100: a database with Sage's tables, the part of Sage that reacts to the agent
 * and to import files, and what its users do.
 */
@NullMarked
package dev.passerelle.simulators.sage100;

import org.jspecify.annotations.NullMarked;
