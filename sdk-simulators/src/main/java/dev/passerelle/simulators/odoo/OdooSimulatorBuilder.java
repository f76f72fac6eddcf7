package dev.passerelle.simulators.odoo;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Set;

/** Settings of a simulated Odoo server. Each has a default. For use by one thread. */
public final class OdooSimulatorBuilder {
  Clock clock = Clock.systemUTC();
  int port;
  int version = 19;
  boolean enterprise;
  boolean outstandingAccounts = true;
  String database = OdooSimulator.DATABASE;
  String login = OdooSimulator.LOGIN;
  String password = OdooSimulator.PASSWORD;
  String key = OdooSimulator.KEY;
  ZoneId userZone = ZoneId.of("Europe/Brussels");
  final Set<String> without = new LinkedHashSet<>();

  OdooSimulatorBuilder() {}

  /** The clock that everything follows. Default: the system's. */
  public OdooSimulatorBuilder clock(Clock value) {
    clock = requireNonNull(value);
    return this;
  }

  /** The port to listen on. Default: 0, any free one. */
  public OdooSimulatorBuilder port(int value) {
    port = value;
    return this;
  }

  /** The major version, 16 to 19. Default: 19. */
  public OdooSimulatorBuilder version(int major) {
    if (major < 16 || major > 19) {
      throw new IllegalArgumentException("version must be 16 to 19");
    }
    version = major;
    return this;
  }

  /** Whether it says that it is the Enterprise edition. Default: no. */
  public OdooSimulatorBuilder enterprise(boolean value) {
    enterprise = value;
    return this;
  }

  /**
   * Whether the bank journals have outstanding accounts. Without them a payment of 18 and 19 is not
   * booked before the bank's statement comes. Default: yes.
   */
  public OdooSimulatorBuilder outstandingAccounts(boolean value) {
    outstandingAccounts = value;
    return this;
  }

  /** The name of the database. */
  public OdooSimulatorBuilder database(String name) {
    database = requireNonNull(name);
    return this;
  }

  /** The integration's user. */
  public OdooSimulatorBuilder user(String name, String secret, String apiKey) {
    login = requireNonNull(name);
    password = requireNonNull(secret);
    key = requireNonNull(apiKey);
    return this;
  }

  /** The zone of that user, in which 19 reads bare dates. Default: Europe/Brussels. */
  public OdooSimulatorBuilder userZone(ZoneId zone) {
    userZone = requireNonNull(zone);
    return this;
  }

  /** Leaves out a model, as where its module is not installed. */
  public OdooSimulatorBuilder without(String model) {
    without.add(model);
    return this;
  }

  /** Starts the server. */
  public OdooSimulator start() {
    return new OdooSimulator(this);
  }
}
