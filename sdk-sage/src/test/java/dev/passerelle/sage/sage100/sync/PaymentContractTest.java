package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.simulators.sage100.Variant;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Payments by SQL: read-only for ever (L13). */
class PaymentContractTest extends EntityAdapterContract {
  private static final String TABLE = "F_CREGLEMENT";
  private static final LocalDate NEVER = LocalDate.of(1753, 1, 1);

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
    return Payment.TYPE;
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Payment.NUMBER, "" + (900 + n))
        .set(Payment.CUSTOMER, Ref.to(Customer.TYPE, "106"))
        .set(Payment.DATE, LocalDate.of(2026, 3, n))
        .set(Payment.AMOUNT, new BigDecimal("120.5" + n))
        .set(Payment.CURRENCY, "EUR")
        .set(Payment.METHOD, "2")
        .set(Payment.LABEL, "Chèque n° " + n)
        .set(Payment.INVOICES, Set.of())
        .set(Payment.UNALLOCATED, new BigDecimal("120.5" + n))
        .set(Payment.BOUNCED, false)
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Payment.LABEL,
        "Virement n° " + n,
        Payment.METHOD,
        "1",
        Payment.DATE,
        LocalDate.of(2026, 2, 1).plusDays(n));
  }

  @Override
  protected Remote remote() {
    return new SageRemote(negoce) {
      @Override
      public RecordId create(Fields fields) {
        BigDecimal amount = fields.get(Payment.AMOUNT).orElseThrow();
        int made = negoce.sage.user().recordPayment("CANTINESUD", amount, null, true);
        RecordId id =
            RecordId.of(
                (int)
                    negoce
                        .rows("SELECT [cbMarq] FROM [dbo].[F_CREGLEMENT] WHERE [RG_No] = ?", made)
                        .get(0)
                        .get("cbMarq"));
        edit(id, fields);
        return id;
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        Map<String, Object> columns = new HashMap<>();
        changed.get(Payment.NUMBER).ifPresent(no -> columns.put("RG_No", Integer.valueOf(no)));
        changed.get(Payment.LABEL).ifPresent(label -> columns.put("RG_Libelle", label));
        changed.get(Payment.DATE).ifPresent(date -> columns.put("RG_Date", date));
        changed
            .get(Payment.METHOD)
            .ifPresent(method -> columns.put("N_Reglement", Integer.valueOf(method)));
        negoce.sage.user().change(TABLE, Integer.parseInt(id.value()), columns);
      }

      /** A part of it pays an invoice from now on. */
      @Override
      public void editPart(RecordId id) {
        int number = (int) row(TABLE, id).orElseThrow().get("RG_No");
        negoce
            .sage
            .user()
            .add(
                "F_REGLECH",
                Map.of(
                    "RG_No",
                    number,
                    "DR_No",
                    13,
                    "DO_Domaine",
                    0,
                    "DO_Type",
                    6,
                    "DO_Piece",
                    "FA260055",
                    "RC_Montant",
                    new BigDecimal("20")));
      }

      @Override
      public void delete(RecordId id) {
        negoce.sage.user().remove(TABLE, Integer.parseInt(id.value()));
      }

      @Override
      public Optional<Fields> fields(RecordId id) {
        return row(TABLE, id).map(PaymentContractTest.this::truth);
      }
    };
  }

  private Fields truth(Map<String, Object> row) {
    List<Map<String, Object>> parts =
        negoce.rows("SELECT * FROM [dbo].[F_REGLECH] WHERE [RG_No] = ?", row.get("RG_No"));
    BigDecimal amount = SageRemote.number(row, "RG_Montant");
    BigDecimal rest = amount;
    Set<Ref> invoices = new LinkedHashSet<>();
    for (Map<String, Object> part : parts) {
      rest = rest.subtract(SageRemote.number(part, "RC_Montant"));
      invoices.add(Ref.to(Invoice.TYPE, part.get("DO_Piece").toString()));
    }
    return Fields.builder()
        .set(Payment.NUMBER, row.get("RG_No").toString())
        .set(Payment.CUSTOMER, Ref.to(Customer.TYPE, "106"))
        .set(Payment.DATE, SageRemote.date(row, "RG_Date"))
        .set(Payment.AMOUNT, amount)
        .set(Payment.CURRENCY, "EUR")
        .set(Payment.METHOD, row.get("N_Reglement").toString())
        .set(Payment.LABEL, row.get("RG_Libelle").toString())
        .set(Payment.INVOICES, invoices)
        .set(Payment.UNALLOCATED, rest)
        .set(Payment.BOUNCED, !SageRemote.date(row, "RG_Impaye").equals(NEVER))
        .build();
  }
}
