package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class BalanceContractTest extends EntityAdapterContract {
  private final Systems systems = new Systems();
  private int customers;

  @AfterEach
  void close() {
    systems.close();
  }

  @Override
  protected Connector connector() {
    return S4Hana.connect(systems.settings);
  }

  @Override
  protected EntityType type() {
    return CustomerBalance.TYPE;
  }

  @Override
  protected Remote remote() {
    return new SystemRemote(systems, "A_BusinessPartner") {
      @Override
      public RecordId create(Fields fields) {
        RecordId id = RecordId.of(systems.customer("Acme " + ++customers));
        edit(id, fields);
        return id;
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        changed
            .get(CustomerBalance.UNALLOCATED_CREDIT)
            .ifPresent(
                amount -> {
                  BigDecimal more = amount.subtract(credit(id.value()));
                  user.payOnAccount(id.value(), more);
                });
      }

      private BigDecimal credit(String customer) {
        return user.rows("A_OperationalAcctgDocItemCube", Map.of("Customer", customer)).stream()
            .map(row -> ((BigDecimal) row.get("AmountInCompanyCodeCurrency")).negate())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
      }

      @Override
      Fields read(Map<String, Object> record) {
        BigDecimal credit = credit(String.valueOf(record.get("Customer")));
        return Fields.of(
            CustomerBalance.UNALLOCATED_CREDIT,
            credit,
            CustomerBalance.ACCOUNTING,
            credit.negate());
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.of(
        CustomerBalance.UNALLOCATED_CREDIT,
        BigDecimal.valueOf(n),
        CustomerBalance.ACCOUNTING,
        BigDecimal.valueOf(-n));
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(CustomerBalance.UNALLOCATED_CREDIT, BigDecimal.valueOf(n + 50));
  }
}
