package dev.passerelle.benchmarks;

import dev.passerelle.benchmarks.odata.ODataClients;
import dev.passerelle.benchmarks.overhead.EngineOverhead;
import java.util.List;

/** All benchmarks: one line each. */
final class Catalogue {
  private Catalogue() {}

  static List<Benchmark> all() {
    return List.of(new EngineOverhead(), new ODataClients());
  }
}
