/** Model, mapping, adapter SPI, engine, policies, gates, state and the HTTP kit of Passerelle. */
@SuppressWarnings("module") // the test kit is not there yet when this is compiled
module dev.passerelle.core {
  requires com.squareup.moshi;
  requires dev.failsafe.core;
  requires transitive java.sql;
  requires java.xml;
  // OkHttp and Moshi are automatic modules: nothing else would put their runtime on the graph.
  requires kotlin.stdlib;
  requires transitive okhttp3;
  requires okio;
  requires org.slf4j;
  requires transitive retrofit2;
  requires retrofit2.converter.moshi;
  requires static transitive org.jspecify;

  exports dev.passerelle.core;
  exports dev.passerelle.core.adapter;
  exports dev.passerelle.core.conflict;
  exports dev.passerelle.core.error;
  exports dev.passerelle.core.gate;
  exports dev.passerelle.core.http;
  exports dev.passerelle.core.http.odata;
  exports dev.passerelle.core.mapping;
  exports dev.passerelle.core.model;
  exports dev.passerelle.core.state;

  // The test kit plans as the engine does, to say what a mapping would write.
  exports dev.passerelle.core.internal.plan to
      dev.passerelle.testkit;
  // The simulation switches single safeguards off, to see that they are missed.
  exports dev.passerelle.core.internal.safeguard to
      dev.passerelle.testkit;
}
