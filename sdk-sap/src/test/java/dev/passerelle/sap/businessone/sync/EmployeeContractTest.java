package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Employee;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class EmployeeContractTest extends EntityAdapterContract {
  private final Companies companies = new Companies();

  @AfterEach
  void close() {
    companies.close();
  }

  @Override
  protected Connector connector() {
    return BusinessOne.connect(companies.settings);
  }

  @Override
  protected EntityType type() {
    return Employee.TYPE;
  }

  @Override
  protected Remote remote() {
    return new CompanyRemote(companies, "SalesPersons") {
      @Override
      Map<String, Object> created(Fields fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("SalesEmployeeName", fields.get(Employee.LAST_NAME).orElse(""));
        values.put("Active", active(fields) ? "tYES" : "tNO");
        return values;
      }

      private boolean active(Fields fields) {
        return !fields.get(Employee.STATE).equals(java.util.Optional.of(Customer.DORMANT));
      }

      @Override
      Map<String, Object> edited(RecordId id, Fields changed) {
        Map<String, Object> values = created(changed);
        if (!changed.has(Employee.LAST_NAME)) {
          values.remove("SalesEmployeeName");
        }
        return values;
      }

      @Override
      Fields read(Map<String, Object> record) {
        return Fields.of(
            Employee.LAST_NAME,
            (String) record.get("SalesEmployeeName"),
            Employee.STATE,
            "tYES".equals(record.get("Active")) ? Customer.ACTIVE : Customer.DORMANT);
      }

      @Override
      public void archive(RecordId id) {
        sap.user().update(set, id.value(), Map.of("Active", "tNO"));
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.of(Employee.LAST_NAME, "Sentinel Seller " + n, Employee.STATE, Customer.ACTIVE);
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Employee.LAST_NAME, "Sentinel Renamed " + n);
  }
}
