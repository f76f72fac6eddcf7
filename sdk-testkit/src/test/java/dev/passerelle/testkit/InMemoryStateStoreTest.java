package dev.passerelle.testkit;

import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.core.state.StateStore;

final class InMemoryStateStoreTest extends StateStoreContract {

  private final InMemoryStateStore store = new InMemoryStateStore();

  @Override
  protected StateStore connect() {
    return store;
  }
}
