package dev.passerelle.testkit;

import dev.passerelle.core.adapter.CreateSafety;
import java.time.Duration;

/** The system upserts by reference. */
class InMemoryUpsertContractTest extends InMemoryContract {
  @Override
  InMemoryEntity.Builder customers() {
    return plain().createSafety(CreateSafety.upsert(Duration.ofMinutes(3)));
  }
}
