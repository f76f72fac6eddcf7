/** Typed client and connector for Salesforce. */
module dev.passerelle.salesforce {
  requires transitive dev.passerelle.core;
  requires static transitive org.jspecify;

  exports dev.passerelle.salesforce;
  exports dev.passerelle.salesforce.model;
  exports dev.passerelle.salesforce.sync;
}
