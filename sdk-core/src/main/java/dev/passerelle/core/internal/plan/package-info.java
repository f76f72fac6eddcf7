/**
 * The planner: from two sides, their bases and the rules to one write per remote record. Pure: no
 * clock, no I/O, no logger. For the engine alone.
 */
@NullMarked
package dev.passerelle.core.internal.plan;

import org.jspecify.annotations.NullMarked;
