package dev.passerelle.testkit.engine;

import static dev.passerelle.core.mapping.Terms.ownedBy;
import static dev.passerelle.core.mapping.Terms.shared;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.Creates;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.conflict.ConflictPolicies;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.InMemoryEntity;
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

  private TwoSystems two;
  private RecordId mine;
  private RecordId theirs;

  private void linked(Feed feed) {
    linked(feed, Duration.ZERO);
  }

  private void linked(Feed feed, Duration late) {
    InMemoryEntity.Builder entity = customers().showReference().feedDelay(late);
    if (feed == Feed.HINTS) {
      entity.listsShowHints();
    } else if (feed == Feed.BARE) {
      entity.answersWithIdOnly();
    }
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Customer.NAME, ownedBy("erp"))
            .bind(Customer.PHONE, shared(ConflictPolicies.newest("erp", Duration.ofMinutes(1))));
    two =
        new TwoSystems(
            customers(),
            entity,
            RecordSync.of("customers", Customer.TYPE, mapping)
                .creates("crm", Creates.always())
                .build());
    mine = two.inErp().create(Fields.of(Customer.NAME, "Bati", Customer.PHONE, "0536491011"));
    run();
    run();
    theirs = two.inCrm().ids().get(0);
    two.clock.advance(Duration.ofMinutes(10));
    run();
  }

  private static InMemoryEntity.Builder customers() {
    return InMemoryEntity.of(Customer.TYPE)
        .fields(Customer.NAME, Customer.PHONE)
        .cannot(Capability.FIELD_HISTORY, Capability.EXACT_REVISION);
  }

  private void run() {
    two.clock.advance(Duration.ofSeconds(30));
    two.engine.run();
  }

  private void erpSays(String phone) {
    two.clock.advance(Duration.ofMinutes(2));
    two.inErp().edit(mine, Fields.of(Customer.PHONE, phone));
  }

  private void crmSays(String phone) {
    two.clock.advance(Duration.ofMinutes(2));
    two.inCrm().edit(theirs, Fields.of(Customer.PHONE, phone));
  }

  private void assertBoth(String phone) {
    run();
    run();
    assertThat(two.inErp().fields(mine).orElseThrow().get(Customer.PHONE)).contains(phone);
    assertThat(two.inCrm().fields(theirs).orElseThrow().get(Customer.PHONE)).contains(phone);
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
    two.crm
        .faults()
        .next(
            0,
            1,
            SystemCall.WRITE,
            Customer.TYPE,
            Fault.meanwhile(
                () -> {
                  two.inErp().edit(mine, Fields.of(Customer.PHONE, "0536493030"));
                  two.clock.advance(Duration.ofMinutes(2));
                }));
    mine = two.inErp().create(Fields.of(Customer.NAME, "Toit", Customer.PHONE, "0536492020"));
    run();
    theirs = two.inCrm().ids().get(1);
    assertBoth("0536493030");
  }
}
