package dev.passerelle.simulators.s4hana;

import java.time.Clock;
import java.time.ZoneId;

/** Settings of an {@link S4HanaSimulator}. Not thread-safe. */
public final class S4HanaSimulatorBuilder {
  Clock clock = Clock.systemUTC();
  ZoneId zone = ZoneId.of("Europe/Paris");
  int port;

  S4HanaSimulatorBuilder() {}

  /** The clock that everything follows; default the system's. */
  public S4HanaSimulatorBuilder clock(Clock source) {
    clock = source;
    return this;
  }

  /** The zone of days and times without one; default Europe/Paris. */
  public S4HanaSimulatorBuilder zone(ZoneId where) {
    zone = where;
    return this;
  }

  /** The port to listen on; default any free one. */
  public S4HanaSimulatorBuilder port(int number) {
    port = number;
    return this;
  }

  /** Starts it, empty. */
  public S4HanaSimulator start() {
    return new S4HanaSimulator(this);
  }
}
