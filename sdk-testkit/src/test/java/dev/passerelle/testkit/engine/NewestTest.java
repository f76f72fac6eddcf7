package dev.passerelle.testkit.engine;

import static dev.passerelle.core.mapping.Terms.ownedBy;
import static dev.passerelle.core.mapping.Terms.shared;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.Creates;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.conflict.ConflictPolicies;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.InMemoryConnector;
import dev.passerelle.testkit.InMemoryEntity;
import dev.passerelle.testkit.InMemorySystem;
import dev.passerelle.testkit.SettableClock;
import dev.passerelle.testkit.SystemCall;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Which value is the newer one, between systems with one stamp per record (L14). The ERP wins ties:
 * a later value of the CRM shows whether anything was compared.
 */
class NewestTest {
  /** How the CRM shows its records. */
  enum Feed {
    VALUES,
    HINTS,
    /** Its answers to writes show no value. */
    BARE
  }

  private final SettableClock clock = SettableClock.at("2026-03-16T12:00:00Z");
  private InMemorySystem erp;
  private InMemorySystem crm;
  private SyncEngine engine;
  private RecordId mine;
  private RecordId theirs;

  private void linked(Feed feed) {
    linked(feed, Duration.ZERO);
  }

  private void linked(Feed feed, Duration late) {
    erp = InMemorySystem.named("erp", clock).entity(customers()).build();
    InMemoryEntity.Builder entity = customers().showReference().feedDelay(late);
    if (feed == Feed.HINTS) {
      entity.listsShowHints();
    } else if (feed == Feed.BARE) {
      entity.answersWithIdOnly();
    }
    crm = InMemorySystem.named("crm", clock).entity(entity).build();
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Customer.NAME, ownedBy("erp"))
            .bind(Customer.PHONE, shared(ConflictPolicies.newest("erp", Duration.ofMinutes(1))));
    engine =
        SyncEngine.of("acme", SyncRuntime.on(new InMemoryStateStore()).clock(clock).build())
            .system("erp", InMemoryConnector.to(erp))
            .system("crm", InMemoryConnector.to(crm))
            .sync(
                RecordSync.of("customers", Customer.TYPE, mapping)
                    .creates("crm", Creates.always())
                    .build())
            .build();
    mine =
        erp.user(Customer.TYPE)
            .create(Fields.of(Customer.NAME, "Bati", Customer.PHONE, "0536491011"));
    run();
    run();
    theirs = crm.user(Customer.TYPE).ids().get(0);
    clock.advance(Duration.ofMinutes(10));
    run();
  }

  private static InMemoryEntity.Builder customers() {
    return InMemoryEntity.of(Customer.TYPE)
        .fields(Customer.NAME, Customer.PHONE)
        .cannot(Capability.FIELD_HISTORY, Capability.EXACT_REVISION);
  }

  private void run() {
    clock.advance(Duration.ofSeconds(30));
    engine.run();
  }

  private void erpSays(String phone) {
    clock.advance(Duration.ofMinutes(2));
    erp.user(Customer.TYPE).edit(mine, Fields.of(Customer.PHONE, phone));
  }

  private void crmSays(String phone) {
    clock.advance(Duration.ofMinutes(2));
    crm.user(Customer.TYPE).edit(theirs, Fields.of(Customer.PHONE, phone));
  }

  private void assertBoth(String phone) {
    run();
    run();
    assertThat(erp.user(Customer.TYPE).fields(mine).orElseThrow().get(Customer.PHONE))
        .contains(phone);
    assertThat(crm.user(Customer.TYPE).fields(theirs).orElseThrow().get(Customer.PHONE))
        .contains(phone);
  }

  @ParameterizedTest
  @EnumSource
  void theLaterOfTwoValuesThatAreSeenTogetherCounts(Feed feed) {
    linked(feed);
    erpSays("0536492020");
    crmSays("0536493030");
    assertBoth("0536493030");
  }

  @ParameterizedTest
  @EnumSource
  void theEarlierOfTwoValuesThatAreSeenTogetherDoesNot(Feed feed) {
    linked(feed);
    crmSays("0536493030");
    erpSays("0536492020");
    assertBoth("0536492020");
  }

  /**
   * What the answer to our write did not show is ours where it is read for another reason, before
   * the feed shows it: it is no edit of the CRM, newer than what was entered during the write.
   */
  @Test
  void ourOwnValueThatIsReadBeforeItIsShownIsNoEdit() {
    linked(Feed.BARE, Duration.ofMinutes(5));
    crm.faults()
        .next(
            0,
            1,
            SystemCall.WRITE,
            Customer.TYPE,
            Fault.meanwhile(
                () -> {
                  erp.user(Customer.TYPE).edit(mine, Fields.of(Customer.PHONE, "0536493030"));
                  clock.advance(Duration.ofMinutes(2));
                }));
    mine =
        erp.user(Customer.TYPE)
            .create(Fields.of(Customer.NAME, "Toit", Customer.PHONE, "0536492020"));
    run();
    theirs = crm.user(Customer.TYPE).ids().get(1);
    assertBoth("0536493030");
  }
}
