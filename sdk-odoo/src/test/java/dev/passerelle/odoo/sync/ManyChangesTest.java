package dev.passerelle.odoo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.simulators.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many records get different values in few calls, and one that is refused stops nobody else. */
class ManyChangesTest {
  private static final String PARTNER = "res.partner";

  private Servers servers = new Servers(19);
  private Connector connector = Odoo.connect(servers.settings());
  private final List<Long> ids = new ArrayList<>();

  @BeforeEach
  void twelve() {
    start(19);
  }

  private void start(int version) {
    close();
    servers = new Servers(version);
    connector = Odoo.connect(servers.settings());
    ids.clear();
    for (int number = 0; number < 12; number++) {
      Map<String, Object> values = Map.of("name", "Customer " + number, "customer_rank", 1);
      ids.add(servers.user().create(PARTNER, values));
    }
  }

  @AfterEach
  void close() {
    connector.close();
    servers.close();
  }

  private List<WriteResult> changeAll() {
    EntityAdapter customers =
        connector.adapter(Customer.TYPE, Selection.of(Customer.NAME, Customer.EMAIL)).orElseThrow();
    List<Write> writes = new ArrayList<>();
    for (Long id : ids) {
      Fields fields = Fields.of(Customer.EMAIL, id + "@acme.test");
      writes.add(
          new Write.Update(
              "k" + id, RecordId.of(id.toString()), fields, Fields.of(Customer.EMAIL, null), null));
    }
    servers.simulator.journal().clear();
    return customers.write(writes);
  }

  private long calls(String method) {
    return servers.simulator.journal().entries().stream()
        .filter(entry -> entry.path().endsWith("/" + method) || entry.path().contains("jsonrpc"))
        .count();
  }

  private String email(long id) {
    return String.valueOf(servers.user().record(PARTNER, id).orElseThrow().get("email"));
  }

  private void assertChanged(List<Long> expected) {
    for (Long id : ids) {
      String email = expected.contains(id) ? id + "@acme.test" : "false";
      assertThat(email(id)).as("e-mail of %s", id).isEqualTo(email);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 18, 19})
  void differentValuesGoTogether(int version) {
    start(version);
    int before = servers.user().ids(PARTNER).size();
    assertThat(changeAll()).allMatch(WriteResult.Written.class::isInstance).hasSize(12);
    assertChanged(ids);
    assertThat(servers.user().ids(PARTNER)).as("nothing was made").hasSize(before);
    if (version == 19) {
      assertThat(calls("load")).as("one to ask whether, one for all").isEqualTo(2);
      assertThat(calls("write")).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 11})
  void oneThatIsRefusedGoesAlone(int place) {
    servers.simulator.refuseRecord(place);
    assertThat(changeAll()).allMatch(WriteResult.Written.class::isInstance).hasSize(12);
    assertChanged(ids);
    assertThat(calls("write")).as("less than all go one by one").isBetween(1L, 3L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void archivedRecordsAreChangedAndDeletedOnesNot(boolean deleted) {
    long other = ids.get(3);
    if (deleted) {
      servers.user().unlink(PARTNER, other);
    } else {
      servers.user().archive(PARTNER, other, true);
    }
    List<WriteResult> results = changeAll();
    assertThat(results.stream().filter(WriteResult.Written.class::isInstance))
        .hasSize(deleted ? 11 : 12);
    if (deleted) {
      ids.remove(other);
    }
    assertChanged(ids);
  }

  /** Whoever is not named in the answer was perhaps not changed. */
  @Test
  void anAnswerAboutOtherRecordsIsNoOutcome() {
    changeAll();
    List<Long> others = new ArrayList<>(ids);
    Collections.swap(others, 2, 3);
    servers
        .simulator
        .faults()
        .next(
            1,
            "POST",
            ".*/load",
            Fault.answer(200, "{\"ids\":" + others + ",\"messages\":[],\"nextrow\":0}"));
    assertThat(changeAll()).hasSize(12).allMatch(WriteResult.Unknown.class::isInstance);
  }

  /** A server that does not know the column is given nothing that it could make a record of. */
  @Test
  void whereTheServerDoesNotKnowTheColumnTheyGoOneByOne() {
    servers.simulator.importsByDatabaseId(false);
    int before = servers.user().ids(PARTNER).size();
    assertThat(changeAll()).allMatch(WriteResult.Written.class::isInstance).hasSize(12);
    assertChanged(ids);
    assertThat(servers.user().ids(PARTNER)).hasSize(before);
    assertThat(calls("write")).isEqualTo(12);
  }
}
