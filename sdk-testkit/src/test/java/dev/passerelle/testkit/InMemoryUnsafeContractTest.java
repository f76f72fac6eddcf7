package dev.passerelle.testkit;

import dev.passerelle.core.adapter.CreateSafety;

/** Nothing protects a create. */
class InMemoryUnsafeContractTest extends InMemoryContract {
  @Override
  InMemoryEntity.Builder customers() {
    return plain().createSafety(CreateSafety.unsafe());
  }
}
