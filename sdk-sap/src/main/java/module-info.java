/** Typed client and connector for SAP Business One. */
module dev.passerelle.sap {
  requires transitive dev.passerelle.core;
  requires static transitive org.jspecify;

  exports dev.passerelle.sap.businessone;
  exports dev.passerelle.sap.businessone.model;
  exports dev.passerelle.sap.businessone.sync;
}
