package dev.passerelle.sap.businessone.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.sap.LiveRuns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The live run, rehearsed on the simulator: what it asks for is there, and it leaves nothing out.
 */
class LiveRunTest {
  @Test
  void itWritesAndReadsEveryType() {
    List<String> told = new ArrayList<>();
    try (Companies companies = new Companies().prepared()) {
      LiveRuns runs = new LiveRuns(() -> BusinessOne.connect(companies.settings), told::add);
      RecordId product = runs.writesProduct("X1", Fields.empty());
      RecordId customer = runs.writesCustomer("X1", Fields.of(Customer.CODE, "X1C"));
      runs.writesOrder("X1", LocalDate.of(2026, 3, 16), customer, product);
      for (EntityType type : BusinessOneConnector.TYPES.keySet()) {
        runs.reads(type, 10);
        assertThat(told.get(told.size() - 1)).startsWith(type + ": ").contains(" listed, ");
      }
      assertThat(told).noneMatch(each -> each.contains("without"));
      runs.checks();
    }
  }
}
