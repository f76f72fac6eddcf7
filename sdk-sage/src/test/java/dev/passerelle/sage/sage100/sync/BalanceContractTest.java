package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.simulators.sage100.Variant;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** What customers owe by SQL: one overdue claim in accounting and one delivery, base 2 of Sage. */
class BalanceContractTest extends EntityAdapterContract {
  private static final BigDecimal DELIVERED = new BigDecimal("17.25");
  private static final LocalDate DUE = LocalDate.of(2026, 3, 1);

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
    return CustomerBalance.TYPE;
  }

  @Override
  protected Fields sample(int n) {
    BigDecimal claim = new BigDecimal("1200.5" + n);
    BigDecimal limit = new BigDecimal("1000");
    return figures(claim, limit, BigDecimal.ZERO, "block");
  }

  private static Fields figures(
      BigDecimal claim, BigDecimal limit, BigDecimal paid, String creditState) {
    BigDecimal outstanding = claim.add(DELIVERED).subtract(paid);
    return Fields.builder()
        .set(CustomerBalance.OUTSTANDING, outstanding)
        .set(CustomerBalance.ACCOUNTING, claim.subtract(paid))
        .set(CustomerBalance.INVOICES, BigDecimal.ZERO)
        .set(CustomerBalance.DELIVERIES, DELIVERED)
        .set(CustomerBalance.PICKINGS, null)
        .set(CustomerBalance.ORDERS, null)
        .set(CustomerBalance.CREDIT_LIMIT, limit)
        .set(CustomerBalance.OVERRUN, outstanding.subtract(limit).max(BigDecimal.ZERO))
        .set(CustomerBalance.OVERDUE, claim)
        .set(CustomerBalance.OLDEST_DUE_DATE, DUE)
        .set(CustomerBalance.DAYS_OVERDUE, 15L)
        .set(CustomerBalance.UNALLOCATED_CREDIT, paid)
        .set(CustomerBalance.CREDIT_STATE, creditState)
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        CustomerBalance.CREDIT_LIMIT,
        new BigDecimal("2000"),
        CustomerBalance.OVERDUE,
        new BigDecimal("1500.0" + n),
        CustomerBalance.CREDIT_STATE,
        "deliver");
  }

  @Override
  protected Remote remote() {
    return new SageRemote(negoce) {
      private int customers;

      @Override
      public RecordId create(Fields fields) {
        String code = "DEBITEUR" + ++customers;
        int marq =
            negoce.sage.user().createCustomer(Map.of("CT_Num", code, "CT_Intitule", "Débiteur"));
        negoce
            .sage
            .user()
            .add(
                "F_ECRITUREC",
                Map.ofEntries(
                    Map.entry("EC_No", 99000 + customers),
                    Map.entry("JO_Num", "VT"),
                    Map.entry("JM_Date", LocalDate.of(2026, 2, 1)),
                    Map.entry("EC_Date", LocalDate.of(2026, 2, 3)),
                    Map.entry("EC_Echeance", DUE),
                    Map.entry("EC_RefPiece", "FA9900" + customers),
                    Map.entry("CG_Num", "4110000"),
                    Map.entry("CT_Num", code)));
        String order =
            negoce.sage.user().enterDocument(1, code, Map.of("FER-HA10-6", new BigDecimal(2)));
        negoce.sage.user().transform(1, order, 3);
        edit(RecordId.of(marq), fields);
        return RecordId.of(marq);
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        String code = code(id);
        changed
            .get(CustomerBalance.OVERDUE)
            .ifPresent(
                claim ->
                    negoce
                        .sage
                        .user()
                        .change("F_ECRITUREC", entry(code), Map.of("EC_Montant", claim)));
        changed
            .get(CustomerBalance.CREDIT_LIMIT)
            .ifPresent(
                limit -> negoce.sage.user().changeCustomer(code, Map.of("CT_Encours", limit)));
        changed
            .get(CustomerBalance.CREDIT_STATE)
            .ifPresent(
                state ->
                    negoce
                        .sage
                        .user()
                        .changeCustomer(
                            code, Map.of("CT_ControlEnc", state.equals("block") ? 2 : 0)));
      }

      private String code(RecordId id) {
        return row("F_COMPTET", id).orElseThrow().get("CT_Num").toString();
      }

      private int entry(String code) {
        return (int) of("F_ECRITUREC", code).get(0).get("cbMarq");
      }

      private List<Map<String, Object>> of(String table, String code) {
        return negoce.rows(
            "SELECT * FROM [dbo].[" + table + "] WHERE [CT_Num] = ? ORDER BY [cbMarq]", code);
      }

      /** The customer pays, and says not what. */
      @Override
      public void editPart(RecordId id) {
        negoce.sage.user().recordPayment(code(id), new BigDecimal("50"), null, true);
      }

      @Override
      public void delete(RecordId id) {
        String code = code(id);
        for (String table : List.of("F_ECRITUREC", "F_DOCLIGNE")) {
          of(table, code).forEach(row -> negoce.sage.user().remove(table, (int) row.get("cbMarq")));
        }
        negoce
            .rows("SELECT [cbMarq] FROM [dbo].[F_DOCENTETE] WHERE [DO_Tiers] = ?", code)
            .forEach(row -> negoce.sage.user().remove("F_DOCENTETE", (int) row.get("cbMarq")));
        negoce.sage.user().deleteCustomer(code);
      }

      @Override
      public Optional<Fields> fields(RecordId id) {
        return row("F_COMPTET", id).map(this::truth);
      }

      private Fields truth(Map<String, Object> row) {
        BigDecimal claim = BigDecimal.ZERO;
        BigDecimal paid = BigDecimal.ZERO;
        for (Map<String, Object> entry : of("F_ECRITUREC", row.get("CT_Num").toString())) {
          boolean debit = SageRemote.number(entry, "EC_Sens").signum() == 0;
          BigDecimal amount = SageRemote.number(entry, "EC_Montant");
          claim = debit ? claim.add(amount) : claim;
          paid = debit ? paid : paid.add(amount);
        }
        boolean blocked = SageRemote.number(row, "CT_ControlEnc").intValue() == 2;
        BigDecimal limit = SageRemote.number(row, "CT_Encours");
        return figures(claim, limit, paid, blocked ? "block" : "deliver");
      }
    };
  }
}
