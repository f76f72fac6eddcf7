package dev.passerelle.samples.csv;

import static dev.passerelle.core.mapping.Terms.ownedBy;
import static dev.passerelle.core.mapping.Terms.shared;

import dev.passerelle.core.Creates;
import dev.passerelle.core.MatchKey;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.conflict.ConflictPolicies;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.HubSpotCredentials;
import dev.passerelle.hubspot.HubSpotSettings;
import dev.passerelle.hubspot.sync.HubSpot;
import dev.passerelle.hubspot.sync.HubSpotSetup;
import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.hubspot.HubSpotSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import okhttp3.OkHttpClient;

/** Keeps a folder of CSV files and a simulated HubSpot account in step, both ways. */
public final class CsvInStep {
  private static final String START =
      """
      id,reference,name,email,our remark
      C-1,,Entreprise Alpha,alpha@example.com,"pays late, call first"
      C-2,,Entreprise Bravo,bravo@example.com,
      """;

  private CsvInStep() {}

  /**
   * Starts a simulated account and two rows, lets either side change something, and fails when the
   * other one does not follow.
   *
   * @param args a folder for {@code customers.csv}; default a new temporary one
   */
  public static void main(String[] args) throws IOException {
    Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("csv");
    Files.createDirectories(folder);
    Path customers = folder.resolve("customers.csv");
    Files.writeString(customers, START);
    OkHttpClient http = new OkHttpClient();
    SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
    try (HubSpotSimulator account = HubSpotSimulator.builder().clock(clock).start()) {
      HubSpotSettings hubspot =
          HubSpotSettings.builder(HubSpotCredentials.token(() -> HubSpotSimulator.TOKEN))
              .baseUrl(account.baseUrl())
              .httpClient(http)
              .time(clock, clock::advance)
              .build();
      try (HubSpotClient client = hubspot.newClient()) {
        HubSpotSetup.apply(client, hubspot);
      }
      try (SyncRuntime runtime = SyncRuntime.on(new InMemoryStateStore()).clock(clock).build();
          SyncEngine engine = engine(runtime, folder, clock, hubspot)) {
        work(engine, clock, account, customers);
      }
    } finally {
      http.dispatcher().executorService().shutdown();
      http.connectionPool().evictAll();
    }
  }

  private static SyncEngine engine(
      SyncRuntime runtime, Path folder, Clock clock, HubSpotSettings hubspot) {
    CsvConnector files =
        CsvConnector.to(
            "sample",
            folder,
            Map.of(Customer.TYPE, "customers.csv"),
            clock,
            () -> UUID.randomUUID().toString());
    Mapping mapping =
        Mapping.between("files", "crm")
            .bind(Customer.NAME, ownedBy("files"))
            .bind(Customer.EMAIL, shared(ConflictPolicies.review()));
    return SyncEngine.of("sample", runtime)
        .system("files", files)
        .system("crm", HubSpot.connect(hubspot))
        .sync(
            RecordSync.of("customers", Customer.TYPE, mapping)
                .match(MatchKey.on(Customer.EMAIL))
                .creates("crm", Creates.always())
                .creates("files", Creates.always())
                .build())
        .build();
  }

  private static void work(
      SyncEngine engine, SimulatedClock clock, HubSpotSimulator account, Path customers)
      throws IOException {
    SyncReport first = engine.run();
    System.out.println("created " + first.flow("customers").created() + " companies");
    expect("companies", 2, account.user().records("companies").size());

    String text = Files.readString(customers);
    Files.writeString(customers, text.replace("Entreprise Alpha", "Alpha SAS"));
    account.user().create("companies", Map.of("name", "Charlie", "erp_email", "c@example.com"));
    // HubSpot's search shows a new company after some seconds.
    clock.advance(Duration.ofMinutes(1));
    SyncReport second = engine.run();
    System.out.println("then wrote " + second.totalWrites() + " records");
    expect("renamed companies", 1, account.user().find("companies", "name", "Alpha SAS").size());

    String now = Files.readString(customers);
    System.out.print(now);
    expect("rows of Charlie", 1, now.lines().filter(row -> row.contains("Charlie")).count());
    expect("remarks kept", 1, now.lines().filter(row -> row.contains("call first")).count());
    expect("writes of a third run", 0, engine.run().totalWrites());
  }

  private static void expect(String what, long wanted, long is) {
    if (wanted != is) {
      throw new IllegalStateException(what + ": expected " + wanted + ", found " + is);
    }
  }
}
