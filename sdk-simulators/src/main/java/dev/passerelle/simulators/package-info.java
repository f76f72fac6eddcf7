/**
 * What every simulator needs: a clock that tests move, a script of faults, a loopback HTTP host
 * with a small router, and a journal of the calls that were made.
 */
@NullMarked
package dev.passerelle.simulators;

import org.jspecify.annotations.NullMarked;
