package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Employee;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Users: read only. */
class EmployeeContractTest extends EntityAdapterContract {
  private final Orgs orgs = new Orgs();

  @AfterEach
  void close() {
    orgs.close();
  }

  @Override
  protected Connector connector() {
    return Salesforce.connect(orgs.settings);
  }

  @Override
  protected EntityType type() {
    return Employee.TYPE;
  }

  @Override
  protected Remote remote() {
    return new OrgRemote(
        orgs,
        "User",
        Column.text(Employee.EMAIL, "Email"),
        Column.text(Employee.FIRST_NAME, "FirstName"),
        Column.text(Employee.LAST_NAME, "LastName")) {
      private int made;

      @Override
      Map<String, Object> always() {
        return new LinkedHashMap<>(
            Map.of("Username", "user" + ++made + "@negoce.example", "IsActive", true));
      }

      @Override
      public void archive(RecordId id) {
        orgs.simulator.user().update("User", id.value(), Map.of("IsActive", false));
      }

      @Override
      public void delete(RecordId id) {
        Remote.cannot("delete a user");
      }

      @Override
      public void merge(RecordId loser, RecordId winner) {
        Remote.cannot("merge users");
      }
    };
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
