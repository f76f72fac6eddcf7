package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.simulators.businessone.BusinessOneUser;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

class PaymentContractTest extends EntityAdapterContract {
  private final Companies companies = new Companies();

  {
    BusinessOneUser user = companies.simulator.user();
    user.create("BusinessPartners", Map.of("CardCode", "C1", "CardName", "Acme"));
    user.create("Items", Map.of("ItemCode", "A1", "ItemName", "Article"));
    user.create(
        "Invoices",
        Map.of(
            "CardCode",
            "C1",
            "DocumentLines",
            List.of(Map.of("ItemCode", "A1", "Quantity", 1, "UnitPrice", 5000))));
  }

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
    return Payment.TYPE;
  }

  @Override
  protected Remote remote() {
    return new CompanyRemote(companies, "IncomingPayments") {
      @Override
      Map<String, Object> created(Fields fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        BigDecimal amount = fields.get(Payment.AMOUNT).orElseThrow();
        values.put("CardCode", "C1");
        values.put("DocDate", fields.get(Payment.DATE).orElseThrow().toString());
        values.put("Remarks", fields.get(Payment.LABEL).orElse(null));
        values.put("TransferSum", amount.subtract(BigDecimal.TEN));
        values.put("CashSum", BigDecimal.TEN);
        values.put(
            "PaymentInvoices",
            List.of(
                Map.of(
                    "DocEntry",
                    1,
                    "InvoiceType",
                    "it_Invoice",
                    "SumApplied",
                    amount.subtract(fields.get(Payment.UNALLOCATED).orElseThrow()))));
        return values;
      }

      @Override
      Map<String, Object> edited(RecordId id, Fields changed) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("Remarks", changed.get(Payment.LABEL).orElse(null));
        return values;
      }

      @Override
      Fields read(Map<String, Object> record) {
        BigDecimal amount = number(record, "CashSum").add(number(record, "TransferSum"));
        BigDecimal left = amount;
        Set<Ref> invoices = new LinkedHashSet<>();
        for (Object each : (List<?>) record.get("PaymentInvoices")) {
          Map<?, ?> row = (Map<?, ?>) each;
          left = left.subtract(number(row, "SumApplied"));
          invoices.add(Ref.to(Invoice.TYPE, "I" + row.get("DocEntry")));
        }
        return Fields.builder()
            .set(Payment.CUSTOMER, Ref.to(Customer.TYPE, (String) record.get("CardCode")))
            .set(Payment.DATE, LocalDate.parse((String) record.get("DocDate")))
            .set(Payment.LABEL, (String) record.get("Remarks"))
            .set(Payment.AMOUNT, amount)
            .set(Payment.UNALLOCATED, left)
            .set(Payment.INVOICES, invoices)
            .set(Payment.BOUNCED, "tYES".equals(record.get("Cancelled")))
            .build();
      }

      private BigDecimal number(Map<?, ?> row, String name) {
        return new BigDecimal(row.get(name).toString());
      }

      @Override
      public void archive(RecordId id) {
        Remote.cannot("archive a payment");
      }

      @Override
      public void delete(RecordId id) {
        Remote.cannot("delete a payment");
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Payment.CUSTOMER, Ref.to(Customer.TYPE, "C1"))
        .set(Payment.DATE, LocalDate.of(2026, 3, n))
        .set(Payment.LABEL, "Virement " + n)
        .set(Payment.AMOUNT, new BigDecimal("100.5").add(BigDecimal.valueOf(n)))
        .set(Payment.UNALLOCATED, new BigDecimal("0.5"))
        .set(Payment.INVOICES, Set.of(Ref.to(Invoice.TYPE, "I1")))
        .set(Payment.BOUNCED, false)
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Payment.LABEL, "Virement corrige " + n);
  }
}
