package dev.passerelle.testkit.engine;

import static dev.passerelle.core.mapping.Terms.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.Creates;
import dev.passerelle.core.PlannedWrite;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.WaitingEntry;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Reference;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.InMemoryEntity;
import dev.passerelle.testkit.SystemCall;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A create by upsert that meets another record's counterpart writes to it: that is told (L31). */
class TakenCreateTest {
  private final TwoSystems two =
      new TwoSystems(
          InMemoryEntity.of(Customer.TYPE).fields(Customer.NAME),
          InMemoryEntity.of(Customer.TYPE)
              .fields(Customer.NAME)
              .showReference()
              .createSafety(CreateSafety.upsert(Duration.ZERO)),
          RecordSync.of(
                  "customers",
                  Customer.TYPE,
                  Mapping.between("erp", "crm").bind(Customer.NAME, ownedBy("erp")))
              .creates("crm", Creates.always())
              .build());

  @Test
  void whatItReplacedIsInTheAudit() {
    two.inErp().create(Fields.of(Customer.NAME, "One"));
    two.engine.run();
    two.engine.run();
    RecordId coupled = two.inCrm().ids().get(0);
    RecordId second = two.inErp().create(Fields.of(Customer.NAME, "Two"));
    Fields reference = Fields.of(Reference.FIELD, "NEGOCE971:" + second);
    two.crm
        .faults()
        .next(SystemCall.WRITE, Fault.meanwhile(() -> two.inCrm().edit(coupled, reference)));
    two.clock.advance(Duration.ofSeconds(30));
    two.engine.run();

    assertThat(two.engine.waiting(10))
        .extracting(WaitingEntry::code)
        .containsExactly(ErrorCode.KEY_TAKEN);
    assertThat(two.engine.explain("crm", Customer.TYPE, coupled, "name"))
        .filteredOn(write -> "One".equals(write.before()))
        .extracting(PlannedWrite::after)
        .containsExactly("Two");
  }
}
