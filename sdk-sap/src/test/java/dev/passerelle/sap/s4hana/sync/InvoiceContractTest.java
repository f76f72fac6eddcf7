package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

class InvoiceContractTest extends EntityAdapterContract {
  private final Systems systems = new Systems();
  private final String customer = systems.customer("Acme");
  private final String order;

  {
    systems.product("A1");
    order =
        systems
            .simulator
            .user()
            .create(
                "A_SalesOrder",
                Map.of(
                    "SalesOrderType",
                    "OR",
                    "SalesOrganization",
                    "1010",
                    "DistributionChannel",
                    "10",
                    "OrganizationDivision",
                    "00",
                    "SoldToParty",
                    customer,
                    "to_Item",
                    List.of(
                        Map.of(
                            "Material",
                            "A1",
                            "RequestedQuantity",
                            2,
                            "to_PricingElement",
                            List.of(
                                Map.of(
                                    "ConditionType",
                                    "PPR0",
                                    "ConditionRateValue",
                                    100,
                                    "ConditionCurrency",
                                    "EUR"))))));
  }

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
    return Invoice.TYPE;
  }

  @Override
  protected Remote remote() {
    return new SystemRemote(systems, "A_BillingDocument") {
      @Override
      public RecordId create(Fields fields) {
        boolean credit = fields.get(Invoice.KIND).filter("credit_note"::equals).isPresent();
        return RecordId.of(credit ? user.credit(order) : user.bill(order));
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        user.billingStatus(id.value(), changed.get(Invoice.STATUS).orElse(""));
      }

      @Override
      Fields read(Map<String, Object> record) {
        boolean credit = "O".equals(record.get("SDDocumentCategory"));
        Map<String, Object> item =
            user.rows(
                    "A_OperationalAcctgDocItemCube",
                    Map.of("BillingDocument", String.valueOf(record.get("BillingDocument"))))
                .get(0);
        BigDecimal gross = (BigDecimal) record.get("TotalGrossAmount");
        BigDecimal open = Boolean.TRUE.equals(item.get("IsCleared")) ? BigDecimal.ZERO : gross;
        Object status = record.get("InvoiceClearingStatus");
        return Fields.builder()
            .set(Invoice.CUSTOMER, Ref.to(Customer.TYPE, customer))
            .set(Invoice.KIND, credit ? "credit_note" : "invoice")
            .set(Invoice.GROSS, gross)
            .set(Invoice.ORDERS, Set.of(Ref.to(SalesOrder.TYPE, order)))
            .set(Invoice.DUE_DATE, LocalDate.parse(String.valueOf(item.get("NetDueDate"))))
            .set(Invoice.REMAINING, open)
            .set(Invoice.PAID, gross.subtract(open))
            .set(Invoice.STATUS, status == null || status.equals("") ? null : status.toString())
            .build();
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Invoice.CUSTOMER, Ref.to(Customer.TYPE, customer))
        .set(Invoice.KIND, n % 3 == 0 ? "credit_note" : "invoice")
        .set(Invoice.GROSS, new BigDecimal("240"))
        .set(Invoice.ORDERS, Set.of(Ref.to(SalesOrder.TYPE, order)))
        .set(Invoice.DUE_DATE, LocalDate.of(2026, 4, 15))
        .set(Invoice.REMAINING, new BigDecimal("240"))
        .set(Invoice.PAID, BigDecimal.ZERO)
        .set(Invoice.STATUS, "A")
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Invoice.STATUS, n % 2 == 0 ? "B" : "D");
  }
}
