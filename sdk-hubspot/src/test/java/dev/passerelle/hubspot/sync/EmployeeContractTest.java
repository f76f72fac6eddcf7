package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Employee;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import org.junit.jupiter.api.AfterEach;

/** Owners: read only. */
class EmployeeContractTest extends EntityAdapterContract {
  private final Portals portals = new Portals();

  @AfterEach
  void close() {
    portals.close();
  }

  @Override
  protected Connector connector() {
    return HubSpot.connect(portals.settings);
  }

  @Override
  protected EntityType type() {
    return Employee.TYPE;
  }

  @Override
  protected Remote remote() {
    return new OwnerRemote(portals);
  }

  @Override
  protected Fields sample(int n) {
    return Fields.of(
        Employee.EMAIL,
        "sentinel" + n + "@negoce.example",
        Employee.FIRST_NAME,
        "Sentinelle" + n,
        Employee.LAST_NAME,
        "d'Ajonc" + n);
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Employee.FIRST_NAME, "Renamed" + n, Employee.LAST_NAME, "Other" + n);
  }
}
