/** For authors of adapters and stores: contract suites that their own code must pass. */
@NullMarked
package dev.passerelle.testkit;

import org.jspecify.annotations.NullMarked;
