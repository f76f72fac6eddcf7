/**
 * The conformance suite of the agent's contract: whoever builds an agent beside Sage runs it
 * against that agent. It needs no engine, no database and no test framework.
 */
@NullMarked
package dev.passerelle.sage.sage100.conformance;

import org.jspecify.annotations.NullMarked;
