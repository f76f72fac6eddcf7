/** Loopback stand-ins of the vendors' systems, with faults, for tests, samples and demos. */
module dev.passerelle.simulators {
  requires com.h2database;
  requires com.squareup.moshi;
  requires java.logging;
  requires java.naming;
  requires java.xml;
  requires transitive java.sql;
  // OkHttp and Moshi are automatic modules: nothing else would put their runtime on the graph.
  requires kotlin.stdlib;
  requires okhttp3;
  requires okhttp3.mockwebserver;
  requires okio;
  requires static org.jspecify;

  exports dev.passerelle.simulators;
  exports dev.passerelle.simulators.businessone;
  exports dev.passerelle.simulators.hubspot;
  exports dev.passerelle.simulators.odoo;
  exports dev.passerelle.simulators.s4hana;
  exports dev.passerelle.simulators.sage100;
  exports dev.passerelle.simulators.salesforce;
}
