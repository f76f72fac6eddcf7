/** Typed clients and connectors for SAP Business One and SAP S/4HANA. */
module dev.passerelle.sap {
  requires transitive dev.passerelle.core;
  requires static transitive org.jspecify;

  exports dev.passerelle.sap;
  exports dev.passerelle.sap.businessone;
  exports dev.passerelle.sap.businessone.model;
  exports dev.passerelle.sap.businessone.sync;
  exports dev.passerelle.sap.s4hana;
  exports dev.passerelle.sap.s4hana.model;
  exports dev.passerelle.sap.s4hana.sync;
}
