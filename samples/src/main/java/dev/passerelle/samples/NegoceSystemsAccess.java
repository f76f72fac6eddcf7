package dev.passerelle.samples;

import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncListener;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.http.Pause;
import dev.passerelle.core.model.Product;
import dev.passerelle.hubspot.HubSpotCredentials;
import dev.passerelle.hubspot.HubSpotSettings;
import dev.passerelle.hubspot.sync.HubSpot;
import dev.passerelle.sage.sage100.SageAgent;
import dev.passerelle.sage.sage100.sync.Sage100;
import dev.passerelle.sage.sage100.sync.Sage100Settings;
import dev.passerelle.sage.sage100.sync.StockFormula;
import dev.passerelle.simulators.hubspot.HubSpotSimulator;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import okhttp3.OkHttpClient;

/** What the application knows of the two systems: addresses, keys, settings. And its engine. */
final class NegoceSystemsAccess implements AutoCloseable {
  static final String WEBHOOK_URL = "https://sync.example/hooks/hubspot";
  static final String WEBHOOK_SECRET = "negoce-client-secret";

  private final OkHttpClient http = new OkHttpClient();
  private final Company company;
  private final Clock clock;
  private final Pause pause;
  private final DataSource sql;
  private final String agentUrl;
  private final String hubspotUrl;

  NegoceSystemsAccess(
      Company company,
      Clock clock,
      Pause pause,
      DataSource sql,
      String agentUrl,
      String hubspotUrl) {
    this.company = company;
    this.clock = clock;
    this.pause = pause;
    this.sql = sql;
    this.agentUrl = agentUrl;
    this.hubspotUrl = hubspotUrl;
  }

  HubSpotSettings portal() {
    return HubSpotSettings.builder(HubSpotCredentials.token(() -> HubSpotSimulator.TOKEN))
        .system("crm")
        .baseUrl(hubspotUrl)
        .httpClient(http)
        .time(clock, pause)
        .property(Product.TYPE, NegoceFlows.OCTROI_DE_MER, "erp_octroi_de_mer_inclus")
        .webhookSecret(() -> WEBHOOK_SECRET)
        .build();
  }

  private Connector erp() {
    return Sage100.connect(
        Sage100Settings.builder(sql, company.zone())
            .system("erp")
            .clock(clock)
            .stock(StockFormula.ON_HAND_LESS_PICKING_AND_RESERVED)
            .agent(
                SageAgent.builder(agentUrl, () -> NegoceWorld.AGENT_KEY, http)
                    .system("erp")
                    .clock(clock)
                    .pause(pause)
                    .timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10))
                    .build())
            .freeField(Product.TYPE, NegoceFlows.OCTROI_DE_MER, "Octroi de mer inclus")
            .build());
  }

  SyncEngine engine(SyncRuntime runtime, SyncListener listener) {
    return engine(runtime, listener, erp());
  }

  /** An engine with another way to the ERP. */
  SyncEngine engine(SyncRuntime runtime, SyncListener listener, Connector erp) {
    NegoceFlows flows = new NegoceFlows(company.file("codes"), company.excluded());
    return SyncEngine.of("negoce", runtime)
        .system("erp", erp)
        .system("crm", HubSpot.connect(portal()))
        .sync(flows.customers())
        .sync(flows.balances())
        .sync(flows.contacts())
        .sync(flows.products())
        .sync(flows.stock())
        .flow(flows.quotes())
        .listener(listener)
        .build();
  }

  /** Ends the HTTP client's threads, which would keep the process for a minute. */
  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
