package dev.passerelle.simulators.s4hana;

import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.FaultScript;
import dev.passerelle.simulators.Journal;
import dev.passerelle.simulators.odata.ControlEndpoints;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of the simulator is moved from outside. */
final class Control implements ControlEndpoints.Controlled {
  private final S4HanaSimulator simulator;

  Control(S4HanaSimulator simulator) {
    this.simulator = simulator;
  }

  @Override
  public Clock clock() {
    return simulator.clock();
  }

  @Override
  public FaultScript faults() {
    return simulator.faults();
  }

  @Override
  public Journal journal() {
    return simulator.journal();
  }

  @Override
  public void expireSessions() {
    simulator.expireSessions();
  }

  @Override
  public List<?> records(String set) {
    return simulator.user().rows(set, Map.of());
  }

  @Override
  public String create(String set, Map<String, @Nullable Object> values) {
    return simulator.user().create(set, values);
  }

  @Override
  public Fault error(int status, String code, String message) {
    return S4HanaFaults.error(status, code.isEmpty() ? "XX/000" : code, message);
  }
}
