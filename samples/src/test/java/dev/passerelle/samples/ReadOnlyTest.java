package dev.passerelle.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Product;
import dev.passerelle.sage.sage100.sync.Sage100;
import dev.passerelle.sage.sage100.sync.Sage100Settings;
import dev.passerelle.sage.sage100.sync.StockFormula;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sage without agent and without import files: everything is read, nothing is written. */
class ReadOnlyTest {

  private static Connector readOnly(Limits limits) {
    return Sage100.connect(
        Sage100Settings.builder(limits.world.sage().dataSource(), limits.world.company().zone())
            .system("erp")
            .clock(limits.world.clock())
            .pause(limits.world.clock()::advance)
            .stock(StockFormula.ON_HAND_LESS_PICKING_AND_RESERVED)
            .freeField(Product.TYPE, NegoceFlows.OCTROI_DE_MER, "Octroi de mer inclus")
            .build());
  }

  @Test
  void quotesWaitForAWayOfWritingAndBalancesFlow() throws IOException {
    try (Limits limits = new Limits();
        NegoceSystemsAccess access = limits.access(limits.world.hubspot());
        SyncEngine engine = access.engine(limits.runtime, event -> {}, readOnly(limits))) {
      limits.use(engine).run();
      limits.quotes();
      limits.run();
      for (String quote : List.of("Q-1001", "Q-1006", "Q-1007")) {
        assertThat(status(limits, quote)).as(quote).isEqualTo("pending_no_write_path");
      }
      assertThat(status(limits, "Q-1005")).isEqualTo("held");
      assertThat(status(limits, "Q-1008")).isEqualTo("refused");
      assertThat(status(limits, "Q-1009")).isEqualTo("refused");

      assertThat(outstanding(limits, "HOTELKARUK")).isEqualByComparingTo("8056.58");
      limits
          .world
          .sage()
          .user()
          .recordPayment("HOTELKARUK", new BigDecimal("2000.00"), "FA260003", true);
      limits.run();
      assertThat(outstanding(limits, "HOTELKARUK")).isEqualByComparingTo("6056.58");
      assertThat(limits.world.sage().journal().entries()).as("calls of the agent").isEmpty();
      assertThat(limits.world.sage().effects().writes()).isZero();
    }
  }

  private static String status(Limits limits, String quote) {
    return limits.world.quote(quote).orElseThrow().value("erp_sync_status").orElse("");
  }

  private static BigDecimal outstanding(Limits limits, String customer) {
    return new BigDecimal(
        limits.world.companyOf(customer).orElseThrow().value("erp_outstanding").orElseThrow());
  }
}
