/** For adapter authors: contracts, a reference store, mapping tests, a settable clock. */
module dev.passerelle.testkit {
  requires transitive dev.passerelle.core;
  requires transitive com.tngtech.archunit;
  requires java.logging;
  requires transitive org.assertj.core;
  requires transitive org.junit.jupiter.api;
  requires org.junit.jupiter.params;
  requires org.opentest4j;
  requires static transitive org.jspecify;

  exports dev.passerelle.testkit;
  exports dev.passerelle.testkit.simulation;

  // JUnit makes and calls the test methods of the contracts, which are package-private.
  opens dev.passerelle.testkit to
      org.junit.platform.commons;
}
