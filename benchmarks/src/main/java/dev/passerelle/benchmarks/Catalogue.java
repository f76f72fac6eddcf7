package dev.passerelle.benchmarks;

import dev.passerelle.benchmarks.distance.FarAway;
import dev.passerelle.benchmarks.distance.Killed;
import dev.passerelle.benchmarks.drift.Drift;
import dev.passerelle.benchmarks.intake.DurableIntake;
import dev.passerelle.benchmarks.nochange.NoChange;
import dev.passerelle.benchmarks.odata.ODataClients;
import dev.passerelle.benchmarks.overhead.EngineOverhead;
import dev.passerelle.benchmarks.quota.QuotaUse;
import dev.passerelle.benchmarks.upsert.UpsertMany;
import java.util.List;

/** All benchmarks: one line each. */
final class Catalogue {
  private Catalogue() {}

  static List<Benchmark> all() {
    return List.of(
        new EngineOverhead(),
        new FarAway(),
        new UpsertMany(),
        new ODataClients(),
        new NoChange(),
        new DurableIntake(),
        new Killed(),
        new Drift(),
        new QuotaUse());
  }
}
