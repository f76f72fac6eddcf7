package dev.passerelle.testkit.engine;

import dev.passerelle.core.state.MigrationMode;
import dev.passerelle.core.state.StateSchema;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.core.state.StateTransaction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store that tells of each question and change before it is made.
 *
 * @param heard takes the name of the method
 */
record HeardStore(StateStore store, Consumer<String> heard) implements StateStore {
  @Override
  public void open(StateSchema schema, MigrationMode mode) {
    store.open(schema, mode);
  }

  @Override
  public <T extends @Nullable Object> T transact(
      Function<? super StateTransaction, ? extends T> work) {
    return store.<T>transact(state -> work.apply(heard(state)));
  }

  private StateTransaction heard(StateTransaction state) {
    return Interrupted.proxy(
        StateTransaction.class,
        (method, arguments) -> {
          heard.accept(method.getName());
          return Interrupted.call(state, method, arguments);
        });
  }

  @Override
  public void close() {
    store.close();
  }
}
