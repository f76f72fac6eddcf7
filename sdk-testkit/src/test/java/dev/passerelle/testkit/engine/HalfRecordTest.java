package dev.passerelle.testkit.engine;

import static dev.passerelle.core.mapping.Terms.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.Creates;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.testkit.AppliedWrite;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.InMemoryConnector;
import dev.passerelle.testkit.InMemoryEntity;
import dev.passerelle.testkit.InMemorySystem;
import dev.passerelle.testkit.SettableClock;
import dev.passerelle.testkit.SystemCall;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A record of which only a part was created is completed, by the engine or by a person (L22). */
class HalfRecordTest {
  private final SettableClock clock = SettableClock.at("2026-03-16T12:00:00Z");
  private final InMemorySystem erp =
      InMemorySystem.named("erp", clock)
          .identity("NEGOCE971")
          .entity(
              InMemoryEntity.of(Customer.TYPE).fields(Customer.NAME, Customer.PHONE, Customer.NOTE))
          .build();
  private final InMemorySystem crm =
      InMemorySystem.named("crm", clock)
          .entity(
              InMemoryEntity.of(Customer.TYPE)
                  .fields(Customer.NAME, Customer.PHONE, Customer.NOTE)
                  .showReference()
                  .composite(Customer.PHONE))
          .build();
  private final SyncEngine engine =
      SyncEngine.of("acme", SyncRuntime.on(new InMemoryStateStore()).clock(clock).build())
          .system("erp", InMemoryConnector.to(erp))
          .system("crm", InMemoryConnector.to(crm))
          .sync(
              RecordSync.of(
                      "customers",
                      Customer.TYPE,
                      Mapping.between("erp", "crm")
                          .bind(Customer.NAME, ownedBy("erp"))
                          .bind(Customer.PHONE, ownedBy("erp"))
                          .bind(Customer.NOTE, ownedBy("crm")))
                  .creates("crm", Creates.always())
                  .build())
          .build();

  private RecordId halfCreated() {
    crm.faults().next(SystemCall.WRITE, Fault.halfWrite(0));
    RecordId id =
        erp.user(Customer.TYPE).create(Fields.of(Customer.NAME, "One", Customer.PHONE, "0536"));
    engine.run();
    assertThat(crm.user(Customer.TYPE).count()).isEqualTo(1);
    return id;
  }

  private Fields inCrm() {
    RecordId id = crm.user(Customer.TYPE).ids().get(0);
    return crm.user(Customer.TYPE).fields(id).orElseThrow();
  }

  private void laterRuns() {
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofMinutes(5));
      engine.run();
    }
  }

  @Test
  void theEngineCompletesIt() {
    halfCreated();
    laterRuns();
    assertThat(inCrm().get(Customer.PHONE)).contains("0536");
    assertThat(engine.waiting(10)).isEmpty();
  }

  @Test
  void whatAPersonCompletedFirstIsLinkedAndFollowed() {
    RecordId id = halfCreated();
    crm.user(Customer.TYPE)
        .edit(crm.user(Customer.TYPE).ids().get(0), Fields.of(Customer.PHONE, "0536"));
    laterRuns();
    assertThat(engine.waiting(10)).isEmpty();
    erp.user(Customer.TYPE).edit(id, Fields.of(Customer.NAME, "One and only"));
    laterRuns();
    assertThat(inCrm().get(Customer.NAME)).contains("One and only");
    assertThat(crm.user(Customer.TYPE).count()).isEqualTo(1);
    assertThat(engine.waiting(10)).isEmpty();
  }

  /** What the other side is told beside is an update of a record that is there. */
  @Test
  void theRecordThatItWasMadeOfIsUpdatedAndNotCompleted() {
    RecordId id = halfCreated();
    crm.user(Customer.TYPE)
        .edit(crm.user(Customer.TYPE).ids().get(0), Fields.of(Customer.NOTE, "calls on Mondays"));
    laterRuns();
    assertThat(erp.user(Customer.TYPE).fields(id).orElseThrow().get(Customer.NOTE))
        .contains("calls on Mondays");
    assertThat(erp.journal())
        .filteredOn(write -> write.origin() == AppliedWrite.Origin.ADAPTER)
        .extracting(AppliedWrite::operation)
        .containsOnly(Ticket.Operation.UPDATE);
  }
}
