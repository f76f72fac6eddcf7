@NullMarked
package dev.passerelle.simulators;

import org.jspecify.annotations.NullMarked;
