package dev.passerelle.testkit;

import dev.passerelle.core.adapter.Capability;

/** A system that can do little: no list, no search, inexact revisions. */
class InMemoryPoorContractTest extends InMemoryContract {
  @Override
  InMemoryEntity.Builder customers() {
    return plain()
        .cannot(
            Capability.LIST,
            Capability.FIND,
            Capability.EXACT_REVISION,
            Capability.ARCHIVE,
            Capability.RESTORE,
            Capability.DELETE);
  }
}
