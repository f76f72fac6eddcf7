package dev.passerelle.testkit.engine;

import static dev.passerelle.core.mapping.Terms.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.Creates;
import dev.passerelle.core.MatchKey;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.InMemoryEntity;
import dev.passerelle.testkit.SystemCall;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The first write to a record that was just coupled, in a system without preconditions (L10). */
class FirstWriteTest {
  private static final Field<String> CODE = Customer.CODE;
  private final TwoSystems two =
      new TwoSystems(
          InMemoryEntity.of(Customer.TYPE).fields(Customer.NAME, CODE, Customer.NOTE),
          InMemoryEntity.of(Customer.TYPE)
              .fields(Customer.NAME, CODE, Customer.NOTE)
              .showReference()
              .cannot(Capability.ETAG)
              .listsShowHints(),
          RecordSync.of(
                  "customers",
                  Customer.TYPE,
                  Mapping.between("erp", "crm")
                      .bind(Customer.NAME, ownedBy("erp"))
                      .bind(CODE, ownedBy("erp"))
                      .bind(Customer.NOTE, ownedBy("crm")))
              .match(MatchKey.on(CODE))
              .creates("crm", Creates.always())
              .build());

  /**
   * There is no base yet: what the answer shows beside is compared with what was read before it, or
   * the edit of that moment would pass for known.
   */
  @Test
  void anEditInTheMomentOfTheWriteIsCarriedOver() {
    RecordId erpId = two.inErp().create(Fields.of(Customer.NAME, "One", CODE, "C1"));
    RecordId crmId = two.inCrm().create(Fields.of(Customer.NAME, "Uno", CODE, "C1"));
    two.crm
        .faults()
        .next(
            SystemCall.WRITE,
            Fault.meanwhile(
                () -> two.inCrm().edit(crmId, Fields.of(Customer.NOTE, "calls on Mondays"))));
    for (int i = 0; i < 4; i++) {
      two.engine.run();
      two.clock.advance(Duration.ofMinutes(10));
    }
    assertThat(two.inCrm().fields(crmId).orElseThrow().get(Customer.NAME)).contains("One");
    assertThat(two.inErp().fields(erpId).orElseThrow().get(Customer.NOTE))
        .contains("calls on Mondays");
  }
}
