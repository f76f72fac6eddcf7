package dev.passerelle.testkit;

import dev.passerelle.core.adapter.Capability;

/** The system is only read. */
class InMemoryReadOnlyContractTest extends InMemoryContract {
  @Override
  InMemoryEntity.Builder customers() {
    return plain()
        .readOnly()
        .cannot(Capability.ETAG, Capability.FIELD_HISTORY, Capability.DELETIONS_IN_CHANGES);
  }
}
