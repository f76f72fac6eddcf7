/**
 * The contract between the engine and a system: what the author of a custom adapter implements.
 *
 * <p>Rule numbers (R1…, W1…, F1…, E1…) name the tests of the adapter contract in the test kit.
 */
@NullMarked
package dev.passerelle.core.adapter;

import org.jspecify.annotations.NullMarked;
