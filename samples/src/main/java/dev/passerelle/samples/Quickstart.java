package dev.passerelle.samples;

import static dev.passerelle.core.mapping.Terms.ownedBy;

import dev.passerelle.core.Creates;
import dev.passerelle.core.MatchKey;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.HubSpotCredentials;
import dev.passerelle.hubspot.HubSpotSettings;
import dev.passerelle.hubspot.sync.HubSpot;
import dev.passerelle.hubspot.sync.HubSpotSetup;
import dev.passerelle.sage.sage100.sync.Sage100;
import dev.passerelle.sage.sage100.sync.Sage100Settings;
import dev.passerelle.simulators.hubspot.HubSpotSimulator;
import dev.passerelle.simulators.sage100.Sage100Simulator;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import okhttp3.OkHttpClient;

/** The shortest program that keeps something in step: customers of Sage 100 in HubSpot. */
public final class Quickstart {
  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

  private Quickstart() {}

  /** Starts two simulated systems with three customers, and runs twice. */
  public static void main(String[] args) {
    OkHttpClient http = new OkHttpClient();
    try (Sage100Simulator company =
            Sage100Simulator.builder("DEMO", Clock.systemUTC()).zone(ZONE).start();
        HubSpotSimulator account = HubSpotSimulator.builder().start()) {
      for (String code : new String[] {"ALPHA", "BRAVO", "CHARLIE"}) {
        company.user().createCustomer(Map.of("CT_Num", code, "CT_Intitule", "Entreprise " + code));
      }
      HubSpotSettings hubspot =
          HubSpotSettings.builder(HubSpotCredentials.token(() -> HubSpotSimulator.TOKEN))
              .baseUrl(account.baseUrl())
              .httpClient(http)
              .build();
      try (HubSpotClient client = hubspot.newClient()) {
        HubSpotSetup.apply(client, hubspot);
      }
      sync(Sage100Settings.builder(company.dataSource(), ZONE).build(), hubspot);
      long companies = account.user().records("companies").size();
      if (companies != 3) {
        throw new IllegalStateException("expected 3 companies, found " + companies);
      }
    } finally {
      http.dispatcher().executorService().shutdown();
      http.connectionPool().evictAll();
    }
  }

  private static void sync(Sage100Settings sage, HubSpotSettings hubspot) {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Customer.NAME, ownedBy("erp"))
            .bind(Customer.CODE, ownedBy("erp"))
            .bind(Customer.SIRET, ownedBy("erp"))
            .bind(Customer.EMAIL, ownedBy("crm"));
    RecordSync customers =
        RecordSync.of("customers", Customer.TYPE, mapping)
            .match(MatchKey.on(Customer.SIRET))
            .creates("crm", Creates.always())
            .build();
    try (SyncRuntime runtime = SyncRuntime.on(new InMemoryStateStore()).build();
        SyncEngine engine =
            SyncEngine.of("demo", runtime)
                .system("erp", Sage100.connect(sage))
                .system("crm", HubSpot.connect(hubspot))
                .sync(customers)
                .build()) {
      SyncReport first = engine.run();
      System.out.println("created " + first.flow("customers").created() + " companies");
      System.out.println("second run wrote " + engine.run().totalWrites() + " records");
    }
  }
}
