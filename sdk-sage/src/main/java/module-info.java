/** Typed clients and connectors for Sage 100. */
module dev.passerelle.sage {
  requires transitive dev.passerelle.core;
  requires transitive java.sql;
  requires static transitive org.jspecify;

  exports dev.passerelle.sage.sage100;
  exports dev.passerelle.sage.sage100.conformance;
  exports dev.passerelle.sage.sage100.model;
  exports dev.passerelle.sage.sage100.sync;
}
