/**
 * Where the engine keeps what it must not forget: a small store of tables, keys and transactions
 * that knows nothing of synchronising.
 *
 * <p>An embedder chooses a {@link dev.passerelle.core.state.StateStore}: {@link
 * dev.passerelle.core.state.JdbcStateStore} over the host's {@code DataSource}, or {@link
 * dev.passerelle.core.state.InMemoryStateStore} for tests and trials. An author of another store
 * implements {@link dev.passerelle.core.state.StateStore} and {@link
 * dev.passerelle.core.state.StateTransaction} and runs the contract suite of the test kit.
 */
@NullMarked
package dev.passerelle.core.state;

import org.jspecify.annotations.NullMarked;
