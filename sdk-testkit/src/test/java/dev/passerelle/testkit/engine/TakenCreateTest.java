package dev.passerelle.testkit.engine;

import static dev.passerelle.core.mapping.Terms.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.Creates;
import dev.passerelle.core.PlannedWrite;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.WaitingEntry;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.InMemoryConnector;
import dev.passerelle.testkit.InMemoryEntity;
import dev.passerelle.testkit.InMemorySystem;
import dev.passerelle.testkit.SettableClock;
import dev.passerelle.testkit.SystemCall;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A create by upsert that meets another record's counterpart writes to it: that is told (L31). */
class TakenCreateTest {
  private final SettableClock clock = SettableClock.at("2026-03-16T12:00:00Z");
  private final InMemorySystem erp =
      InMemorySystem.named("erp", clock)
          .identity("NEGOCE971")
          .entity(InMemoryEntity.of(Customer.TYPE).fields(Customer.NAME))
          .build();
  private final InMemorySystem crm =
      InMemorySystem.named("crm", clock)
          .entity(
              InMemoryEntity.of(Customer.TYPE)
                  .fields(Customer.NAME)
                  .showReference()
                  .createSafety(CreateSafety.upsert(Duration.ZERO)))
          .build();
  private final SyncEngine engine =
      SyncEngine.of("acme", SyncRuntime.on(new InMemoryStateStore()).clock(clock).build())
          .system("erp", InMemoryConnector.to(erp))
          .system("crm", InMemoryConnector.to(crm))
          .sync(
              RecordSync.of(
                      "customers",
                      Customer.TYPE,
                      Mapping.between("erp", "crm").bind(Customer.NAME, ownedBy("erp")))
                  .creates("crm", Creates.always())
                  .build())
          .build();

  @Test
  void whatItReplacedIsInTheAudit() {
    erp.user(Customer.TYPE).create(Fields.of(Customer.NAME, "One"));
    engine.run();
    engine.run();
    RecordId coupled = crm.user(Customer.TYPE).ids().get(0);
    RecordId two = erp.user(Customer.TYPE).create(Fields.of(Customer.NAME, "Two"));
    Fields reference = Fields.of(Reference.FIELD, "NEGOCE971:" + two);
    crm.faults()
        .next(
            SystemCall.WRITE,
            Fault.meanwhile(() -> crm.user(Customer.TYPE).edit(coupled, reference)));
    clock.advance(Duration.ofSeconds(30));
    engine.run();

    assertThat(engine.waiting(10))
        .extracting(WaitingEntry::code)
        .containsExactly(ErrorCode.KEY_TAKEN);
    assertThat(engine.explain("crm", Customer.TYPE, coupled, "name"))
        .filteredOn(write -> "One".equals(write.before()))
        .extracting(PlannedWrite::after)
        .containsExactly("Two");
  }
}
