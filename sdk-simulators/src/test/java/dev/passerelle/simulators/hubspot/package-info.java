@NullMarked
package dev.passerelle.simulators.hubspot;

import org.jspecify.annotations.NullMarked;
