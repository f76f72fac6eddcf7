/** B9: how much of what a remote allows is used, without ever being refused. */
@NullMarked
package dev.passerelle.benchmarks.quota;

import org.jspecify.annotations.NullMarked;
