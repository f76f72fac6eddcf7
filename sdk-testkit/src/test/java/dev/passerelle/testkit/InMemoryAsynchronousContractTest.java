package dev.passerelle.testkit;

import java.time.Duration;

/** Writes are accepted first and executed later. */
class InMemoryAsynchronousContractTest extends InMemoryContract {
  @Override
  InMemoryEntity.Builder customers() {
    return plain().asynchronous(Duration.ofMinutes(3), Duration.ofMinutes(30));
  }
}
