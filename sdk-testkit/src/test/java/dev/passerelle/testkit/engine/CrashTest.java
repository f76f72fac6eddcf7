package dev.passerelle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.SyncReport;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.testkit.InMemoryUser;
import dev.passerelle.testkit.simulation.DyingStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The process is killed at every transaction of a run, before and after it commits; another one
 * goes on with the same state. At the end everything is as without a kill (invariants 3, 4, 12).
 */
class CrashTest {
  private static final int MOST = 400;

  private static final class Scenario implements AutoCloseable {
    private final DyingStore store = new DyingStore(new InMemoryStateStore());
    private final World world = new World(store);
    private final Trade trade = new Trade(world);

    Scenario() {
      RecordId one = trade.customer("ONE", "One");
      RecordId two = trade.customer("TWO", "Two and more");
      trade.contact("Gommier", "lucie@batigwada.example", one);
      trade.contact("Gommier", "lucie@batigwada.example", two);
      trade.product("CIM", "8.40");
      trade.balance(two, "900", "1000", "deliver");
      world.run();
      RecordId crm = trade.crmCustomer(one);
      // Held by its gate, and told so, whenever the process dies.
      trade.quote("Q-3", trade.crmCustomer(two), "CIM", "100", "8.40");
      trade.quote("Q-1", crm, "CIM", "1", "8.40");
      trade.quote("Q-2", trade.prospect("Éco-Lodge"), "CIM", "2", "8.40");
      world.inCrm(Customer.TYPE).edit(crm, Fields.of(Customer.EMAIL, "token@one.example"));
      world.inErp(Customer.TYPE).edit(one, Fields.of(Customer.PHONE, "05 36 49 50 59"));
      trade.customer("THREE", "Third one");
    }

    /** True when the process died in the run. */
    boolean runAndDie(int transaction, boolean afterCommit) {
      store.dieAt(transaction, afterCommit);
      try {
        world.run();
        return false;
      } catch (DyingStore.Death killed) {
        return true;
      } finally {
        store.live();
      }
    }

    SyncReport goOn() {
      world.restart();
      SyncReport last = world.run();
      for (int i = 0; i < 6; i++) {
        world.clock.advance(Duration.ofMinutes(3));
        last = world.run();
      }
      return last;
    }

    List<String> state() {
      List<String> lines = new ArrayList<>();
      lines.addAll(
          show(
              world.inCrm(Customer.TYPE),
              Customer.TYPE,
              Customer.NAME,
              Customer.CODE,
              Customer.EMAIL,
              Customer.PHONE,
              CustomerBalance.CREDIT_LIMIT));
      lines.addAll(show(world.inCrm(Contact.TYPE), Contact.TYPE, Contact.LAST_NAME));
      world
          .inCrm(Contact.TYPE)
          .ids()
          .forEach(
              id ->
                  lines.add(
                      "customers of contact "
                          + world
                              .inCrm(Contact.TYPE)
                              .fields(id)
                              .flatMap(f -> f.get(Contact.CUSTOMERS))
                              .orElseThrow()
                              .size()));
      lines.addAll(show(world.inCrm(Product.TYPE), Product.TYPE, Product.SKU));
      lines.addAll(
          show(
              world.inCrm(Quote.TYPE),
              Quote.TYPE,
              Quote.NUMBER,
              DocumentReport.STATUS,
              DocumentReport.DELIVERY_STATUS));
      lines.addAll(
          show(
              world.inErp(Customer.TYPE),
              Customer.TYPE,
              Customer.NAME,
              Customer.EMAIL,
              Customer.PHONE));
      lines.addAll(show(world.inErp(SalesOrder.TYPE), SalesOrder.TYPE, SalesOrder.EXTERNAL_NUMBER));
      return lines;
    }

    private static List<String> show(InMemoryUser records, EntityType type, Field<?>... fields) {
      TreeSet<String> sorted = new TreeSet<>();
      int number = 0;
      for (RecordId id : records.ids()) {
        StringBuilder line = new StringBuilder(type.name());
        for (Field<?> field : fields) {
          line.append(' ')
              .append(
                  records.fields(id).flatMap(f -> f.get(field)).map(Object::toString).orElse("-"));
        }
        sorted.add(line.toString());
        number++;
      }
      List<String> lines = new ArrayList<>(sorted);
      lines.add(type + " " + number);
      return lines;
    }

    @Override
    public void close() {
      world.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aKillAtAnyTransactionChangesNothingInTheEnd(boolean afterCommit) {
    List<String> expected;
    try (Scenario calm = new Scenario()) {
      calm.world.run();
      calm.goOn();
      expected = calm.state();
    }
    int kills = 0;
    // Odd edges before, even edges after: each gap between two transactions is met once.
    for (int edge = afterCommit ? 2 : 1; edge < MOST; edge += 2) {
      try (Scenario scenario = new Scenario()) {
        if (!scenario.runAndDie(edge, afterCommit)) {
          break;
        }
        kills++;
        SyncReport last = scenario.goOn();
        assertThat(scenario.state()).as("killed at transaction %d", edge).isEqualTo(expected);
        assertThat(last.totalWrites()).as("echo after transaction %d", edge).isZero();
      }
    }
    assertThat(kills).as("edges tried").isGreaterThan(20).isLessThan(MOST - 1);
  }
}
