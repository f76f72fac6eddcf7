package dev.passerelle.sap.s4hana.independent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.model.RecordId;
import dev.passerelle.sap.s4hana.sync.LiveRuns;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** The live run as whoever serves nothing but SAP's EDMX files would see it. */
class IndependentLiveTest {
  private final List<String> told = new ArrayList<>();
  private IndependentSystem system;

  @BeforeEach
  void start() throws Exception {
    system = new IndependentSystem();
  }

  @AfterEach
  void stop() throws Exception {
    system.close();
  }

  private LiveRuns runs(boolean four) {
    return new LiveRuns(system.settings(codes -> four ? codes.ordersOverV4() : codes), told::add);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsServedIsWrittenAndRead(boolean four) {
    LiveRuns runs = runs(four);
    RecordId product = runs.writesProduct("X1", "PC");
    RecordId customer = runs.writesCustomer("X1");
    runs.writesOrder("X1", customer, product, "PC");
    for (String type : List.of("customer", "product", "sales_order", "invoice", "payment")) {
      runs.reads(type, 10);
    }
    assertThat(told)
        .anyMatch(each -> each.startsWith("customer: 1 listed, 1 read"))
        .anyMatch(each -> each.startsWith("product: 1 listed, 1 read"))
        .anyMatch(each -> each.startsWith("sales_order: 1 listed, 1 read"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stock_level", "quote", "delivery"})
  void aTypeWithoutServiceIsSkippedByName(String type) {
    assertThatThrownBy(() -> runs(false).reads(type, 10))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("_SRV");
  }

  @Test
  void theCheckNamesWhatIsMissing() {
    runs(false).checks();
  }
}
