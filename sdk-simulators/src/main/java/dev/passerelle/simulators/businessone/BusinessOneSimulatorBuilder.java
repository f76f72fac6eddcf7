package dev.passerelle.simulators.businessone;

import java.time.Clock;
import java.time.ZoneId;

/** Settings of a {@link BusinessOneSimulator}. Not thread-safe. */
public final class BusinessOneSimulatorBuilder {
  Clock clock = Clock.systemUTC();
  ZoneId zone = ZoneId.of("Europe/Paris");
  int port;
  String database = BusinessOneSimulator.DATABASE;
  String currency = "EUR";

  BusinessOneSimulatorBuilder() {}

  /** The clock that everything follows; default the system's. */
  public BusinessOneSimulatorBuilder clock(Clock source) {
    clock = source;
    return this;
  }

  /** The zone of the company's stamps; default Europe/Paris. */
  public BusinessOneSimulatorBuilder zone(ZoneId where) {
    zone = where;
    return this;
  }

  /** The port to listen on; default any free one. */
  public BusinessOneSimulatorBuilder port(int number) {
    port = number;
    return this;
  }

  /** The company database. */
  public BusinessOneSimulatorBuilder database(String name) {
    database = name;
    return this;
  }

  /** The company's currency; default EUR. */
  public BusinessOneSimulatorBuilder currency(String code) {
    currency = code;
    return this;
  }

  /** Starts it, with a small company: two price lists, two tax codes, two warehouses. */
  public BusinessOneSimulator start() {
    return new BusinessOneSimulator(this);
  }
}
