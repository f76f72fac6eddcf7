package dev.passerelle.testkit.engine;

import static dev.passerelle.core.mapping.Terms.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.Creates;
import dev.passerelle.core.Guards;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.testkit.InMemoryConnector;
import dev.passerelle.testkit.InMemoryEntity;
import dev.passerelle.testkit.InMemorySystem;
import dev.passerelle.testkit.SettableClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Writes that were accepted and are written by now are settled together, however many they are. */
class FatesTest {
  private static InMemorySystem system(String name, SettableClock clock, boolean jobs) {
    InMemoryEntity.Builder customers =
        InMemoryEntity.of(Customer.TYPE).fields(Customer.CODE, Customer.NAME);
    return InMemorySystem.named(name, clock)
        .entity(
            jobs ? customers.asynchronous(Duration.ofMinutes(5), Duration.ofHours(1)) : customers)
        .build();
  }

  /** What the run asks that learns that so many creates were done. */
  private static long questions(int many) {
    SettableClock clock = SettableClock.at("2026-03-16T12:00:00Z");
    InMemorySystem erp = system("erp", clock, false);
    InMemorySystem crm = system("crm", clock, true);
    for (int number = 0; number < many; number++) {
      erp.user(Customer.TYPE)
          .create(Fields.of(Customer.CODE, "C" + number, Customer.NAME, "Customer " + number));
    }
    AtomicLong asked = new AtomicLong();
    StateStore store = new HeardStore(new InMemoryStateStore(), method -> asked.incrementAndGet());
    try (SyncRuntime runtime = SyncRuntime.on(store).clock(clock).build();
        SyncEngine engine =
            SyncEngine.of("fates", runtime)
                .system("erp", InMemoryConnector.to(erp))
                .system("crm", InMemoryConnector.to(crm))
                .sync(
                    RecordSync.of(
                            "customers",
                            Customer.TYPE,
                            Mapping.between("erp", "crm")
                                .bind(Customer.CODE, ownedBy("erp"))
                                .bind(Customer.NAME, ownedBy("erp")))
                        .creates("crm", Creates.always())
                        .guards(Guards.OFF)
                        .build())
                .build()) {
      assertThat(engine.run().flow("customers").created()).as("accepted only").isZero();
      clock.advance(Duration.ofMinutes(6));
      asked.set(0);
      assertThat(engine.run().flow("customers").created()).isEqualTo(many);
      return asked.get();
    }
  }

  @Test
  void thriceAsManyAreSettledByAsManyQuestions() {
    assertThat(questions(60) - questions(20)).isLessThan(20);
  }
}
