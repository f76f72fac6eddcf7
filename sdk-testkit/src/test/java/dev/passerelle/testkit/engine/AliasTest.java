package dev.passerelle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.SyncReport;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.SystemCall;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One person under two customers of the ERP: one contact of the CRM (L7). */
class AliasTest {
  private final World world = new World();
  private final Trade trade = new Trade(world);
  private RecordId primary = RecordId.of("none");
  private RecordId alias = RecordId.of("none");

  @BeforeEach
  void onePersonUnderTwoCustomers() {
    primary = contact(trade.customer("ONE", "One"));
    alias = contact(trade.customer("TWO", "Two and more"));
    assertThat(world.run().flow("contacts").created()).isEqualTo(1);
    assertThat(world.run().totalWrites()).isZero();
  }

  private RecordId contact(RecordId customer) {
    return world
        .inErp(Contact.TYPE)
        .create(
            Fields.of(
                Contact.LAST_NAME, "Gommier",
                Contact.EMAIL, "lucie@batigwada.example",
                Contact.CUSTOMERS, Set.of(Ref.to(Customer.TYPE, customer))));
  }

  private Fields inCrm() {
    RecordId id = world.inCrm(Contact.TYPE).ids().get(0);
    return world.inCrm(Contact.TYPE).fields(id).orElseThrow();
  }

  @Test
  void bothChangeAndTheirContactIsWrittenOnce() {
    world.inErp(Contact.TYPE).edit(alias, Fields.of(Contact.LAST_NAME, "Gommier-Roche"));
    world.inErp(Contact.TYPE).edit(primary, Fields.of(Contact.LAST_NAME, "Gommier-Rose"));
    SyncReport report = world.run();
    assertThat(report.errors()).isEmpty();
    assertThat(report.totalWrites()).isEqualTo(1);
    assertThat(inCrm().get(Contact.LAST_NAME)).contains("Gommier-Rose");
    assertThat(world.run().totalWrites()).isZero();
  }

  @Test
  void anAliasCountsAlsoWhenTheContactItselfWasSeenInTheSameRun() {
    RecordId third = trade.customer("THREE", "Three, a customer");
    RecordId contact = world.inCrm(Contact.TYPE).ids().get(0);
    world.inCrm(Contact.TYPE).edit(contact, Fields.of(Contact.LAST_NAME, "Gomier"));
    assertThat(world.run().flow("contacts").updated()).isEqualTo(1);
    // What the contact shows is not known since our own write of it: it is looked at again.
    world.inCrm(Contact.TYPE).touch(contact);
    world
        .inErp(Contact.TYPE)
        .edit(alias, Fields.of(Contact.CUSTOMERS, Set.of(Ref.to(Customer.TYPE, third))));
    assertThat(world.run().errors()).isEmpty();
    RecordId there = world.inCrm(Customer.TYPE).byReference("NEGOCE971:" + third).get(0);
    assertThat(inCrm().get(Contact.CUSTOMERS).orElseThrow()).contains(Ref.to(Customer.TYPE, there));
  }

  @Test
  void aRefusedContactIsMatchedAnewWhenItIsReplayed() {
    world.crm.faults().next(SystemCall.WRITE, Fault.refuse(0));
    RecordId refused = trade.contact("Roche", "roche@batigwada.example", customers().get(0));
    assertThat(world.run().flow("contacts").rejected()).isEqualTo(1);
    trade.contact("Roche", "roche@batigwada.example", customers().get(1));
    assertThat(world.run().flow("contacts").created()).isEqualTo(1);
    world.engine.replay("erp", Contact.TYPE, refused);
    assertThat(world.run().errors()).isEmpty();
    assertThat(world.inCrm(Contact.TYPE).count()).isEqualTo(2);
    assertThat(world.engine.waiting(10)).isEmpty();
  }

  @Test
  void anAliasThatIsGoneTakesItsCustomerAwayAndNothingElse() {
    world.inErp(Contact.TYPE).delete(alias);
    world.clock.advance(Duration.ofMinutes(11));
    assertThat(world.run().errors()).isEmpty();
    assertThat(inCrm().get(Contact.CUSTOMERS).orElseThrow()).hasSize(1);
    assertThat(world.engine.waiting(10)).isEmpty();
    assertThat(world.run().totalWrites()).isZero();
  }

  /** The alias is let go before its primary is decided: what comes between must not lose that. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void anAliasThatIsGoneIsTakenAwayThoughTheSystemFailsMeanwhile(int reads) {
    world.inErp(Contact.TYPE).delete(alias);
    world.erp.faults().next(reads, 1, SystemCall.READ, Contact.TYPE, Fault.throttle());
    for (int i = 0; i < 4; i++) {
      world.clock.advance(Duration.ofMinutes(5));
      world.run();
    }
    assertThat(inCrm().get(Contact.CUSTOMERS).orElseThrow()).hasSize(1);
    assertThat(world.run().totalWrites()).isZero();
  }

  @Test
  void theOldestAliasTakesThePlaceOfAPrimaryThatIsGone() {
    world.inErp(Contact.TYPE).delete(primary);
    world.clock.advance(Duration.ofMinutes(11));
    assertThat(world.run().errors()).isEmpty();
    assertThat(inCrm().get(Contact.CUSTOMERS).orElseThrow()).hasSize(1);
    world.inErp(Contact.TYPE).edit(alias, Fields.of(Contact.LAST_NAME, "Gommier-Rose"));
    assertThat(world.run().errors()).isEmpty();
    assertThat(inCrm().get(Contact.LAST_NAME)).contains("Gommier-Rose");
    assertThat(world.inCrm(Contact.TYPE).count()).isEqualTo(1);
    assertThat(world.engine.waiting(10)).isEmpty();
    assertThat(world.run().totalWrites()).isZero();
  }

  @Test
  void aliasAndPrimaryThatAreMergedStayOneContact() {
    world.inErp(Contact.TYPE).merge(alias, primary);
    world.clock.advance(Duration.ofMinutes(11));
    assertThat(world.run().errors()).isEmpty();
    assertThat(world.inCrm(Contact.TYPE).count()).isEqualTo(1);
    assertThat(inCrm().get(Contact.CUSTOMERS).orElseThrow()).hasSize(1);
    assertThat(world.engine.waiting(10)).isEmpty();
  }

  private List<RecordId> customers() {
    return world.inErp(Customer.TYPE).ids();
  }
}
