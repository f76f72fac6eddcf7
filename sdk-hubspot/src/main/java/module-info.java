/** Typed client and connector for HubSpot CRM. */
module dev.passerelle.hubspot {
  requires transitive dev.passerelle.core;
  requires static transitive org.jspecify;

  exports dev.passerelle.hubspot;
  exports dev.passerelle.hubspot.model;
  exports dev.passerelle.hubspot.sync;

  // Bodies on the wire are records, read and written by reflection.
  opens dev.passerelle.hubspot.internal to
      com.squareup.moshi;
  opens dev.passerelle.hubspot.model to
      com.squareup.moshi;
}
