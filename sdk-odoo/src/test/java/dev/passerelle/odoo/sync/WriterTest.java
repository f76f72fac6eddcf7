package dev.passerelle.odoo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.simulators.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract does not ask of writes. */
class WriterTest {
  private static final String PARTNER = "res.partner";
  private static final String TEMPLATE = "product.template";

  private Servers servers = new Servers(19);
  private Connector connector = Odoo.connect(servers.settings());

  private void version(int major) {
    close();
    servers = new Servers(major);
    connector = Odoo.connect(servers.settings());
  }

  @AfterEach
  void close() {
    connector.close();
    servers.close();
  }

  private EntityAdapter customers() {
    return connector.adapter(Customer.TYPE, Selection.of(Customer.NAME)).orElseThrow();
  }

  private EntityAdapter products() {
    return connector.adapter(Product.TYPE, Selection.of(Product.NAME)).orElseThrow();
  }

  private static Write create(int n) {
    return new Write.Create("k" + n, "CRM:" + n, Fields.of(Customer.NAME, "Customer " + n));
  }

  private boolean templateIsActive() {
    return Boolean.TRUE.equals(servers.user().record(TEMPLATE, 1).orElseThrow().get("active"));
  }

  /** A variant that is put away takes its template along, and brings it back. */
  @ParameterizedTest
  @ValueSource(ints = {16, 18, 19})
  void aProductIsPutAwayAsItsScreenDoesIt(int major) {
    version(major);
    long product = servers.user().create("product.product", Map.of("name", "Tube"));
    RecordId id = RecordId.of(Long.toString(product));

    WriteResult away = products().write(List.of(new Write.Archive("a", id))).get(0);
    assertThat(away).isInstanceOf(WriteResult.Written.class);
    assertThat(templateIsActive()).as("the template").isFalse();

    products().write(List.of(new Write.Restore("r", id)));
    assertThat(templateIsActive()).as("the template").isTrue();
  }

  /** A button that only opened a window has done nothing. */
  @Test
  void whatIsStillInUseWasNotPutAway() {
    long customer = servers.user().create(PARTNER, Map.of("name", "Acme", "customer_rank", 1));
    RecordId id = RecordId.of(Long.toString(customer));
    servers.simulator.ignore(PARTNER, "active");

    WriteResult result = customers().write(List.of(new Write.Archive("a", id))).get(0);

    assertThat(result).isInstanceOf(WriteResult.Refused.class);
    assertThat(((WriteResult.Refused) result).cause().record()).isEqualTo(id.value());
  }

  /** An import tells a missing right by a sentence, in the user's language. */
  @ParameterizedTest
  @ValueSource(ints = {16, 17, 18, 19})
  void aMissingRightToCreateIsToldAsOne(int major) {
    version(major);
    servers.simulator.forbid(PARTNER, "create");

    List<WriteResult> results = customers().write(List.of(create(1), create(2)));

    assertThat(results)
        .hasSize(2)
        .allSatisfy(
            result -> {
              assertThat(result).isInstanceOf(WriteResult.Refused.class);
              assertThat(((WriteResult.Refused) result).cause().code())
                  .isEqualTo(ErrorCode.ACCESS_DENIED);
              assertThat(((WriteResult.Refused) result).cause().figures().toString())
                  .contains("create res.partner");
            });
  }

  /** PostgreSQL speaks the language of the machine it runs on. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "could not serialize access due to concurrent update",
        "n'a pas pu sérialiser un accès à cause d'une mise à jour en parallèle",
        "konnte Zugriff nicht serialisieren wegen gleichzeitiger Aktualisierung",
        "deadlock detected"
      })
  void anotherTransactionInTheWayIsNoFaultOfTheRecord(String sentence) {
    String answer =
        "{\"ids\":false,\"messages\":[{\"type\":\"error\",\"message\":\""
            + sentence
            + "\",\"record\":0,\"rows\":{\"from\":0,\"to\":0}}],\"nextrow\":0}";
    servers.simulator.faults().next(1, "POST", ".*/load", Fault.answer(200, answer));

    WriteResult result = customers().write(List.of(create(1))).get(0);

    assertThat(result).isInstanceOf(WriteResult.Failed.class);
    assertThat(((WriteResult.Failed) result).cause().code()).isEqualTo(ErrorCode.RECORD_IN_USE);
  }

  /** The external id is asked one by one; the records are read together. */
  @Test
  void fatesAreReadTogether() {
    List<Ticket> tickets = new ArrayList<>();
    for (int n = 1; n <= 8; n++) {
      Write write = create(n);
      if (n % 2 == 0) {
        customers().write(List.of(write));
      }
      tickets.add(
          new Ticket(
              write.key(),
              Ticket.Operation.CREATE,
              "CRM:" + n,
              null,
              ((Write.Create) write).fields(),
              null,
              servers.ours.instant()));
    }
    EntityAdapter adapter = customers();
    adapter.read(List.of(RecordId.of("1")));
    servers.simulator.journal().clear();

    List<WriteResult> results = adapter.fate(tickets);

    assertThat(results.stream().filter(WriteResult.Written.class::isInstance)).hasSize(4);
    assertThat(results.stream().filter(WriteResult.Absent.class::isInstance)).hasSize(4);
    assertThat(results)
        .extracting(WriteResult::key)
        .containsExactly("k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8");
    assertThat(servers.simulator.journal().entries()).as("eight ids, one read").hasSize(9);
    assertThat(adapter.read(List.of(RecordId.of("1"))).get(0)).isInstanceOf(Lookup.Found.class);
  }
}
