package dev.passerelle.testkit;

/** Creates are looked up by reference. */
class InMemoryLookupContractTest extends InMemoryContract {
  @Override
  InMemoryEntity.Builder customers() {
    return plain();
  }
}
