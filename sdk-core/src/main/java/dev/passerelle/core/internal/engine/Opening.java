package dev.passerelle.core.internal.engine;

import static dev.passerelle.core.internal.ledger.Tables.IDENTITY;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.plan.FlowChecks;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Row;
import java.util.Optional;

/** Reaches systems and makes sure that they are the ones of the first run. */
final class Opening {
  private final Context context;

  Opening(Context context) {
    this.context = context;
  }

  /** Reaches a system; another portal or database behind the same name is refused. */
  void open(EngineSystem system) {
    boolean first = !system.isOpen();
    String identity = system.open().identity();
    boolean unknown = context.ledger().commit(tx -> identify(tx, system.name(), identity));
    system.recall().reached(context.clock().instant(), unknown);
    if (first) {
      checkRules();
    }
  }

  /** Flows are held against each other once all systems told what they are. */
  private void checkRules() {
    Topology topology = context.topology();
    if (topology.systems().values().stream().allMatch(EngineSystem::isOpen)) {
      FlowChecks.check(
          topology.pairings().stream()
              .flatMap(pairing -> Rules.of(topology, pairing).stream())
              .toList());
    }
  }

  /** Whether the state did not know the system. */
  private boolean identify(Tx tx, String system, String identity) {
    Optional<Row> known = tx.state().find(IDENTITY, Key.of(tx.tenant(), system));
    if (known.isEmpty()) {
      tx.state()
          .insert(
              IDENTITY,
              IDENTITY
                  .row()
                  .set("tenant", tx.tenant())
                  .set("system", system)
                  .set("identity", identity)
                  .set("first_seen", context.clock().instant())
                  .build());
      Fingerprints.begin(tx, context.topology(), system);
    } else if (!known.get().text("identity").equals(identity)) {
      throw new InvalidConfiguration(
          ErrorDetail.of(ErrorCode.IDENTITY_MISMATCH)
              .system(system)
              .figure("expected", known.get().text("identity"))
              .figure("actual", identity)
              .build(),
          new InvalidConfiguration.Place("code", 0, "system " + system));
    }
    return known.isEmpty();
  }
}
