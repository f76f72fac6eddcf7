package dev.passerelle.testkit;

import java.time.Duration;

/** Lists, changes and search lag, show hints, and the answer to a write has the id only. */
class InMemoryLaggingContractTest extends InMemoryContract {
  @Override
  InMemoryEntity.Builder customers() {
    return plain()
        .feedDelay(Duration.ofSeconds(40))
        .findDelay(Duration.ofSeconds(90))
        .answersWithIdOnly();
  }
}
