package dev.passerelle.simulators.hubspot;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Settings of a simulated account. Each has a default. For use by one thread. */
public final class HubSpotSimulatorBuilder {
  Clock clock = Clock.systemUTC();
  int port;
  int controlPort = -1;
  long firstId = 30_000_000_001L;
  Duration indexLag = Duration.ZERO;
  HubSpotLimits limits = HubSpotLimits.off();
  final Map<String, Grant> grants = new LinkedHashMap<>();
  private long portalId = 971_001;
  private ZoneId timeZone = ZoneOffset.UTC;
  private String currency = "EUR";
  private final List<String> moreCurrencies = new ArrayList<>();
  private String hosting = "eu1";

  HubSpotSimulatorBuilder() {}

  /** The clock that everything follows. Default: the system's. */
  public HubSpotSimulatorBuilder clock(Clock value) {
    clock = requireNonNull(value);
    return this;
  }

  /** The port to listen on. Default: 0, any free one. */
  public HubSpotSimulatorBuilder port(int value) {
    port = value;
    return this;
  }

  /**
   * A port of its own for the control endpoint, 0 for any free one. Default: the control endpoint
   * shares the port of the API.
   */
  public HubSpotSimulatorBuilder controlPort(int value) {
    controlPort = value;
    return this;
  }

  /** The account's number. Default: 971001. */
  public HubSpotSimulatorBuilder portalId(long value) {
    portalId = value;
    return this;
  }

  /** The zone in which the daily limit ends at midnight. Default: UTC. */
  public HubSpotSimulatorBuilder timeZone(ZoneId value) {
    timeZone = requireNonNull(value);
    return this;
  }

  /** The company currency and further ones that records may bear. Default: EUR alone. */
  public HubSpotSimulatorBuilder currencies(String company, String... more) {
    currency = requireNonNull(company);
    moreCurrencies.clear();
    moreCurrencies.addAll(List.of(more));
    return this;
  }

  /** The region of the data. Default: {@code eu1}. */
  public HubSpotSimulatorBuilder hosting(String region) {
    hosting = requireNonNull(region);
    return this;
  }

  /** The id of the first record that is created; the next ones count up. Default: 30000000001. */
  public HubSpotSimulatorBuilder firstId(long value) {
    firstId = value;
    return this;
  }

  /** How far search lags behind, by the clock. Default: not at all. */
  public HubSpotSimulatorBuilder indexLag(Duration value) {
    indexLag = requireNonNull(value);
    return this;
  }

  /** The limits. Default: {@link HubSpotLimits#off()}. */
  public HubSpotSimulatorBuilder limits(HubSpotLimits value) {
    limits = requireNonNull(value);
    return this;
  }

  /** A further static token with these scopes; {@code *} grants all. */
  public HubSpotSimulatorBuilder token(String token, String... scopes) {
    grants.put(token, new Grant(token, Set.of(scopes), null));
    return this;
  }

  /** Starts the server. */
  public HubSpotSimulator start() {
    return new HubSpotSimulator(this);
  }

  Account account() {
    return new Account(portalId, timeZone, currency, moreCurrencies, hosting);
  }
}
