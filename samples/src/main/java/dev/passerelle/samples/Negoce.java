package dev.passerelle.samples;

import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.HubSpotCredentials;
import dev.passerelle.hubspot.HubSpotSettings;
import dev.passerelle.hubspot.sync.HubSpot;
import dev.passerelle.hubspot.sync.HubSpotSetup;
import dev.passerelle.sage.sage100.SageAgent;
import dev.passerelle.sage.sage100.sync.Sage100;
import dev.passerelle.sage.sage100.sync.Sage100Settings;
import dev.passerelle.sage.sage100.sync.StockFormula;
import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.hubspot.HubSpotSimulator;
import dev.passerelle.simulators.sage100.Sage100Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import okhttp3.OkHttpClient;

/**
 * The trading-company case, first part: a Sage 100 company and a HubSpot portal, both simulated on
 * loopback, kept in step by the real connectors and the real engine. Customers, balances, contacts,
 * products and stock; every balance is compared with the expected figures to the cent.
 */
public final class Negoce {
  private static final Instant T0 = Instant.parse("2026-03-16T12:00:00Z");
  private static final String AGENT_KEY = "negoce-agent-key";
  private static final ZoneId ZONE = ZoneId.of("America/Guadeloupe");
  private final Path data;
  private final Path out;
  private final SimulatedClock clock = SimulatedClock.at(T0);

  private Negoce(Path data, Path out) {
    this.data = data;
    this.out = out;
  }

  /**
   * Runs the case; fails when a figure differs.
   *
   * @param args {@code --data DIR} for another data set, {@code --out DIR} for the report
   */
  public static void main(String[] args) throws IOException {
    Path data = Path.of(option(args, "--data", "samples/src/main/data/negoce"));
    Path out = Path.of(option(args, "--out", "samples/target/negoce"));
    List<String> differences = new Negoce(data, out).run();
    differences.forEach(line -> System.out.println("DIFFERENT  " + line));
    if (!differences.isEmpty()) {
      throw new IllegalStateException(differences.size() + " figures differ");
    }
  }

  private static String option(String[] args, String name, String otherwise) {
    for (int i = 0; i + 1 < args.length; i++) {
      if (args[i].equals(name)) {
        return args[i + 1];
      }
    }
    return otherwise;
  }

  private List<String> run() throws IOException {
    try (Sage100Simulator sage =
            Sage100Simulator.builder("NEGOCE971", clock)
                .zone(ZONE)
                .data(data.resolve("sage"))
                .start();
        HubSpotSimulator hubspot = HubSpotSimulator.builder().clock(clock).start()) {
      HubSpotSettings portal = portal(hubspot);
      try (HubSpotClient client = portal.newClient()) {
        System.out.println(
            "set-up made " + HubSpotSetup.apply(client, portal).size() + " properties");
      }
      hubspot.load(Files.readString(data.resolve("hubspot/portal.json")));
      sage.agent().allow(AGENT_KEY, true);
      return sync(sage, hubspot, portal);
    }
  }

  private HubSpotSettings portal(HubSpotSimulator hubspot) {
    return HubSpotSettings.builder(HubSpotCredentials.token(() -> HubSpotSimulator.TOKEN))
        .baseUrl(hubspot.baseUrl())
        .time(clock, clock::advance)
        .property(Product.TYPE, NegoceFlows.OCTROI_DE_MER, "erp_octroi_de_mer_inclus")
        .build();
  }

  private List<String> sync(Sage100Simulator sage, HubSpotSimulator hubspot, HubSpotSettings portal)
      throws IOException {
    Connector erp =
        Sage100.connect(
            Sage100Settings.builder(sage.dataSource(), ZONE)
                .clock(clock)
                .stock(StockFormula.ON_HAND_LESS_PICKING_AND_RESERVED)
                .agent(
                    SageAgent.builder(sage.agentUrl(), () -> AGENT_KEY, http())
                        .clock(clock)
                        .build())
                .freeField(Product.TYPE, NegoceFlows.OCTROI_DE_MER, "Octroi de mer inclus")
                .build());
    NegoceFlows flows = new NegoceFlows(data.resolve("codes"));
    try (SyncRuntime runtime = SyncRuntime.on(new InMemoryStateStore()).clock(clock).build();
        SyncEngine engine =
            SyncEngine.of("negoce", runtime)
                .system("erp", erp)
                .system("crm", HubSpot.connect(portal))
                .sync(flows.customers())
                .sync(flows.balances())
                .sync(flows.contacts())
                .sync(flows.products())
                .sync(flows.stock())
                .flow(flows.quotes())
                .build()) {
      SyncReport first = engine.run();
      clock.advance(Duration.ofMinutes(96));
      new NegoceQuotes(data, ZONE).load(hubspot);
      SyncReport quotes = engine.run();
      clock.advance(Duration.ofMinutes(4));
      SyncReport second = engine.run();
      return new NegoceReport(data, out, hubspot, first, quotes, second).write();
    }
  }

  private static OkHttpClient http() {
    return new OkHttpClient();
  }
}
