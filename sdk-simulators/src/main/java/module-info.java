/** Loopback stand-ins of the vendors' systems, with faults, for tests, samples and demos. */
module dev.passerelle.simulators {
  requires com.squareup.moshi;
  requires java.logging;
  requires okhttp3;
  requires okhttp3.mockwebserver;
  requires okio;
  requires static org.jspecify;

  exports dev.passerelle.simulators;
}
