package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Posted payments, on 18, in JSON-RPC. */
class PaymentContractTest extends EntityAdapterContract {
  private static final String PAYMENT = "account.payment";

  private final Servers servers = servers();
  private final long customer =
      servers.user().create("res.partner", Map.of("name", "Acme", "is_company", true));

  Servers servers() {
    return new Servers(18);
  }

  /** Which field holds the text depends on the version (fact sheet §2.6). */
  String memo() {
    return "memo";
  }

  @AfterEach
  void close() {
    servers.close();
  }

  @Override
  protected Connector connector() {
    return Odoo.connect(servers.settings());
  }

  @Override
  protected EntityType type() {
    return Payment.TYPE;
  }

  @Override
  protected Remote remote() {
    return new Receipts();
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Payment.CUSTOMER, Ref.to(Customer.TYPE, Long.toString(customer)))
        .set(Payment.DATE, LocalDate.of(2026, 3, n))
        .set(Payment.LABEL, "Virement " + n)
        .set(Payment.AMOUNT, new BigDecimal("100.5").add(BigDecimal.valueOf(n)))
        .set(Payment.UNALLOCATED, new BigDecimal("100.5").add(BigDecimal.valueOf(n)))
        .set(Payment.INVOICES, Set.of())
        .set(Payment.BOUNCED, false)
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Payment.LABEL, "Virement corrige " + n);
  }

  private final class Receipts extends BookedRemote {
    Receipts() {
      super(
          PaymentContractTest.this.servers,
          PAYMENT,
          memo(),
          Column.ref(Payment.CUSTOMER, Customer.TYPE, "partner_id"),
          Column.of(
              Payment.DATE, "date", text -> LocalDate.parse(text.toString()), LocalDate::toString),
          Column.text(Payment.LABEL, memo()),
          Column.number(Payment.AMOUNT, "amount"));
    }

    @Override
    Fields fields(RecordId id, Map<String, Object> record) {
      return super.fields(id, record)
          .with(Payment.NUMBER, record.get("name").toString())
          .with(Payment.UNALLOCATED, new BigDecimal(record.get("amount").toString()))
          .with(Payment.INVOICES, Set.of())
          .with(Payment.BOUNCED, false);
    }

    @Override
    public void delete(RecordId id) {
      Remote.cannot("delete a payment");
    }
  }
}
