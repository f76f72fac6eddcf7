package dev.passerelle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.Table;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.SystemCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A person who is erased leaves no value behind, and nothing else is broken by it (L36). */
class ErasureTest {
  private static final String EMAIL = "jeanne.erased@example.org";
  private final World world = new World();
  private final Trade trade = new Trade(world);

  /** Every text of every row that mentions a word. */
  private List<String> stored(String word) {
    List<String> found = new ArrayList<>();
    for (Table table : SyncRuntime.stateSchema().tables()) {
      List<Row> rows =
          world.store.transact(
              tx -> tx.select(Query.of(table).where(Table.TENANT, "acme").limit(10_000)));
      for (Row row : rows) {
        for (String column : row.columns()) {
          row.value(column)
              .map(Object::toString)
              .filter(text -> text.contains(word))
              .ifPresent(text -> found.add(table.name() + "." + column));
        }
      }
    }
    return found;
  }

  private RecordId contact() {
    RecordId customer = trade.customer("BATI", "Bâti Gwada");
    RecordId contact = trade.contact("Erased-Name", EMAIL, customer);
    trade.contact("Other", "other@example.org", customer);
    world.run();
    assertThat(stored(EMAIL)).contains("base.left_json", "audit.after_value", "record_key.value");
    return contact;
  }

  @Test
  void noValueIsLeftAndOthersKeepTheirs() {
    RecordId contact = contact();
    int audited = world.engine.explain("crm", Contact.TYPE, crm(), "email").size();
    assertThat(world.engine.erase("erp", Contact.TYPE, contact, "a.person")).isEqualTo(2);
    assertThat(stored(EMAIL)).isEmpty();
    assertThat(stored("Erased-Name")).isEmpty();
    assertThat(stored("other@example.org")).isNotEmpty();
    assertThat(world.engine.explain("crm", Contact.TYPE, crm(), "email")).hasSize(audited);
    assertThat(world.run().totalWrites()).isZero();
  }

  private RecordId crm() {
    return world.inCrm(Contact.TYPE).ids().get(0);
  }

  @Test
  void whoWasErasedInTheCrmIsNeitherMadeAnewNorRemovedFromTheErp() {
    RecordId contact = contact();
    world.engine.erase("erp", Contact.TYPE, contact, "a.person");
    world.inCrm(Contact.TYPE).delete(crm());
    world.clock.advance(Duration.ofHours(1));
    world.run();
    world.run();
    assertThat(world.inCrm(Contact.TYPE).count()).as("one of two is left").isEqualTo(1);
    assertThat(world.inErp(Contact.TYPE).count()).isEqualTo(2);
    assertThat(world.engine.waiting(10)).anyMatch(entry -> entry.kind().equals("REVIEW"));
  }

  @Test
  void afterAnErasureTheFlowsRuleForTheVanishedIsAPersonsBusiness() {
    RecordId customer = trade.customer("BATI", "Bâti Gwada");
    world.run();
    RecordId crm = trade.crmCustomer(customer);
    world.engine.erase("erp", Customer.TYPE, customer, "a.person");
    world.inErp(Customer.TYPE).delete(customer);
    world.clock.advance(Duration.ofHours(1));
    world.run();
    assertThat(world.inCrm(Customer.TYPE).fields(crm).orElseThrow().get(Customer.STATE))
        .as("the flow marks what vanished in the ERP, but not this one")
        .isNotEqualTo(java.util.Optional.of("deleted"));
    assertThat(world.engine.waiting(10)).anyMatch(entry -> entry.kind().equals("REVIEW"));
  }

  @Test
  void aRecordWithAWriteUnderWayIsNotErased() {
    RecordId customer = trade.customer("BATI", "Bâti Gwada");
    world.crm.faults().next(0, 1, SystemCall.WRITE, Customer.TYPE, Fault.loseAnswer());
    world.run();
    assertThatThrownBy(() -> world.engine.erase("erp", Customer.TYPE, customer, "a.person"))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("under way");
  }
}
