package dev.passerelle.benchmarks.distance;

import dev.passerelle.benchmarks.LatencyProxy;
import dev.passerelle.core.model.Customer;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.HubSpotCredentials;
import dev.passerelle.hubspot.HubSpotLimits;
import dev.passerelle.hubspot.HubSpotSettings;
import dev.passerelle.hubspot.sync.HubSpotSetup;
import dev.passerelle.simulators.hubspot.HubSpotSimulator;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A simulated HubSpot without companies, set up for the connector, behind a distance. */
final class Portal implements Closeable {
  private static final int NO_LIMIT = 1_000_000;

  private final HubSpotSimulator simulator;
  private final LatencyProxy distance;

  private Portal(HubSpotSimulator simulator, LatencyProxy distance) {
    this.simulator = simulator;
    this.distance = distance;
  }

  /** The time of a round trip is the given one; quotas are not what is measured here. */
  static Portal at(Duration roundTrip) throws IOException {
    HubSpotSimulator simulator =
        HubSpotSimulator.builder()
            .limits(
                new dev.passerelle.simulators.hubspot.HubSpotLimits(
                    false, NO_LIMIT, Duration.ofSeconds(10), NO_LIMIT, Integer.MAX_VALUE))
            .start();
    HubSpotSettings near = settings(simulator.baseUrl());
    try (HubSpotClient client = near.newClient()) {
      HubSpotSetup.apply(client, near);
    }
    simulator.journal().clear();
    return new Portal(simulator, LatencyProxy.before(simulator.port(), roundTrip));
  }

  /** Settings of the connector; how long a create may be under way is what the distance allows. */
  static HubSpotSettings settings(String url) {
    return HubSpotSettings.builder(HubSpotCredentials.token(() -> HubSpotSimulator.TOKEN))
        .system("crm")
        .baseUrl(url)
        .limits(new HubSpotLimits(NO_LIMIT, Integer.MAX_VALUE, NO_LIMIT, ZoneOffset.UTC))
        .property(Customer.TYPE, Customer.CODE, CompanyApi.CODE)
        .maxLag(Duration.ofSeconds(2))
        .build();
  }

  String url() {
    return distance.baseUrl();
  }

  long calls() {
    return simulator.journal().entries().size();
  }

  List<String> codes() {
    return simulator.user().records("companies").stream()
        .map(company -> company.properties().getOrDefault(CompanyApi.CODE, ""))
        .toList();
  }

  /** Records written so far, however often each. */
  int writes() {
    return simulator.writes();
  }

  /** Whether all of so many customers are there once, under the name that they have now. */
  void check(int customers, int edition) {
    Set<String> names = new HashSet<>();
    simulator
        .user()
        .records("companies")
        .forEach(company -> names.add(company.properties().getOrDefault("name", "")));
    for (int n = 0; n < customers; n++) {
      if (!names.contains(Work.name(n, edition))) {
        throw new IllegalStateException("customer " + n + " is not as it should be");
      }
    }
    if (codes().size() != customers) {
      throw new IllegalStateException(codes().size() + " companies instead of " + customers);
    }
  }

  @Override
  public void close() throws IOException {
    distance.close();
    simulator.close();
  }
}
