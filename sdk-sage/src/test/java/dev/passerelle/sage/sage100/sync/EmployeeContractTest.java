package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Employee;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.simulators.sage100.Variant;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Representatives by SQL: read-only. */
class EmployeeContractTest extends EntityAdapterContract {
  private static final String TABLE = "F_COLLABORATEUR";
  private static final Map<Field<String>, String> TEXTS =
      Map.of(
          Employee.FIRST_NAME, "CO_Prenom",
          Employee.LAST_NAME, "CO_Nom",
          Employee.EMAIL, "CO_EMail");

  private final Negoce negoce = new Negoce(Variant.RECENT);

  @AfterEach
  void close() {
    negoce.close();
  }

  @Override
  protected Connector connector() {
    return negoce.connect();
  }

  @Override
  protected EntityType type() {
    return Employee.TYPE;
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Employee.CODE, "" + (40 + n))
        .set(Employee.FIRST_NAME, "Éloïse-" + n)
        .set(Employee.LAST_NAME, "Sentinelle-" + n)
        .set(Employee.EMAIL, "eloise" + n + "@antilles-comptoir.example")
        .set(Employee.STATE, Customer.ACTIVE)
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Employee.LAST_NAME, "Mariée-" + n, Employee.EMAIL, "mariee" + n + "@comptoir.example");
  }

  @Override
  protected Remote remote() {
    return new SageRemote(negoce) {
      @Override
      public RecordId create(Fields fields) {
        Map<String, Object> columns = columns(TEXTS, fields);
        columns.put("CO_No", Integer.valueOf(fields.get(Employee.CODE).orElseThrow()));
        columns.put("CO_Vendeur", 1);
        return RecordId.of(negoce.sage.user().add(TABLE, columns));
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        negoce.sage.user().change(TABLE, Integer.parseInt(id.value()), columns(TEXTS, changed));
      }

      @Override
      public void delete(RecordId id) {
        negoce.sage.user().remove(TABLE, Integer.parseInt(id.value()));
      }

      @Override
      public Optional<Fields> fields(RecordId id) {
        return row(TABLE, id)
            .map(
                row ->
                    texts(TEXTS, row)
                        .with(Employee.CODE, row.get("CO_No").toString())
                        .with(Employee.STATE, Customer.ACTIVE));
      }
    };
  }
}
