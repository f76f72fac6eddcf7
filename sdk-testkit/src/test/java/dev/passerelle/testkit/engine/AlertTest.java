package dev.passerelle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.Alert;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Deprecation;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.InMemoryConnector;
import dev.passerelle.testkit.InMemoryFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is unusual is told, after enough days to know what is usual (L35). */
class AlertTest {
  private static final int EDITS = 25;
  private final World world = new World();
  private final Trade trade = new Trade(world);
  private RecordId customer = RecordId.of("none");
  private int edits;

  @BeforeEach
  void someCustomers() {
    customer = trade.customer("C0", "Customer no. 0");
    world.run();
  }

  private void edit(int times) {
    for (int i = 0; i < times; i++) {
      world.inErp(Customer.TYPE).edit(customer, Fields.of(Customer.NAME, "Name " + edits++));
      world.run();
    }
  }

  private void usualDays(int days) {
    for (int day = 0; day < days; day++) {
      edit(EDITS);
      world.clock.advance(Duration.ofHours(23));
    }
  }

  private Optional<Alert> alert(String subject) {
    return world.engine.alerts().stream().filter(a -> a.subject().equals(subject)).findFirst();
  }

  private InMemoryFaults.Source slow(Duration took) {
    return (call, type, records) -> List.of(Fault.meanwhile(() -> world.clock.advance(took)));
  }

  @Test
  void manyMoreChangesThanOnAnyDayBefore() {
    usualDays(6);
    edit(EDITS * 4);
    assertThat(alert("volume:erp/customer")).as("100 changes are below the floor of 200").isEmpty();
    edit(110);
    assertThat(alert("volume:erp/customer").orElseThrow().code())
        .isEqualTo(ErrorCode.VOLUME_ABNORMAL);
    assertThat(alert("volume:erp/customer").orElseThrow().detail())
        .contains("at most 25 on each of 6 days before");
    world.clock.advance(Duration.ofDays(1));
    world.run();
    assertThat(alert("volume:erp/customer")).as("resolved on the next day").isEmpty();
  }

  @Test
  void nothingIsJudgedBeforeEnoughDaysAreKnown() {
    usualDays(3);
    edit(210);
    assertThat(world.engine.alerts()).isEmpty();
  }

  @Test
  void noChangeForMuchLongerThanEver() {
    usualDays(6);
    world.clock.advance(Duration.ofHours(40));
    world.run();
    assertThat(alert("silence:erp/customer")).as("the nights were 23 h long").isEmpty();
    world.clock.advance(Duration.ofHours(40));
    world.run();
    assertThat(alert("silence:erp/customer").orElseThrow().detail()).contains("was 23 h");
    edit(1);
    assertThat(alert("silence:erp/customer")).isEmpty();
  }

  @Test
  void answersThatTakeMuchLongerThanUsual() {
    usualDays(6);
    assertThat(alert("pace:crm/writes")).isEmpty();
    world.crm.faults().source(slow(Duration.ofSeconds(4)));
    edit(25);
    assertThat(alert("pace:crm/writes").orElseThrow().code()).isEqualTo(ErrorCode.RESPONSES_SLOW);
    assertThat(alert("pace:erp/pages")).isEmpty();
    world.crm.faults().clear();
    edit(25);
    assertThat(alert("pace:crm/writes")).as("resolved when it is quick again").isEmpty();
  }

  @Test
  void theNextEngineKnowsWhatWasUsual() {
    usualDays(6);
    world.restart();
    edit(210);
    assertThat(alert("volume:erp/customer")).isPresent();
  }

  /** A CRM that announces whatever is in the list by then. */
  private void announce(List<Deprecation> ends) {
    world.engine =
        world.engine(
            world.runtime,
            Interrupted.proxy(
                Connector.class,
                (method, arguments) ->
                    method.getName().equals("deprecations")
                        ? List.copyOf(ends)
                        : Interrupted.call(InMemoryConnector.to(world.crm), method, arguments)));
  }

  /**
   * An announced end stays told for a week after a restart: it may not have been used again yet.
   */
  @Test
  void anAnnouncedEndIsTold() {
    List<Deprecation> announced = new ArrayList<>();
    announced.add(
        new Deprecation("GET /companies/{id}", null, Instant.parse("2027-03-31T00:00:00Z"), null));
    announce(announced);
    world.run();
    Alert alert = alert("deprecated:crm:GET /companies/{id}").orElseThrow();
    assertThat(alert.code()).isEqualTo(ErrorCode.DEPRECATION_ANNOUNCED);
    assertThat(alert.detail()).isEqualTo("ends 2027-03-31");

    announced.clear();
    world.run();
    assertThat(alert("deprecated:crm:GET /companies/{id}")).isPresent();
    world.clock.advance(Duration.ofDays(8));
    world.run();
    assertThat(alert("deprecated:crm:GET /companies/{id}")).isEmpty();
  }

  @Test
  void anAlertWithALongNameIsTheSameInTheNextRun() {
    String path = "GET /" + "long/".repeat(40);
    announce(List.of(new Deprecation(path, null, null, null)));
    world.run();
    world.run();
    assertThat(world.engine.alerts())
        .filteredOn(alert -> alert.code() == ErrorCode.DEPRECATION_ANNOUNCED)
        .singleElement()
        .satisfies(alert -> assertThat(alert.times()).isEqualTo(2));
  }
}
