package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

class BalanceContractTest extends EntityAdapterContract {
  private static final String FAR = "2027-12-31";
  private static final LocalDate LONG_AGO = LocalDate.parse("2026-02-01");

  private final Servers servers = new Servers();

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
    return CustomerBalance.TYPE;
  }

  @Override
  protected Remote remote() {
    return new Accounts();
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(CustomerBalance.OVERDUE, new BigDecimal("120.5" + n))
        .set(CustomerBalance.OLDEST_DUE_DATE, LONG_AGO)
        .set(CustomerBalance.CREDIT_LIMIT, new BigDecimal(1000 + n))
        .set(CustomerBalance.OUTSTANDING, new BigDecimal("500.2" + n))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(CustomerBalance.OUTSTANDING, new BigDecimal("700.2" + n));
  }

  /** Customers with invoices that make up the figures. */
  private final class Accounts extends ServerRemote {
    private static final String MOVE = "account.move";

    Accounts() {
      super(BalanceContractTest.this.servers, "res.partner", Map.of(), "name");
    }

    @Override
    public RecordId create(Fields fields) {
      long id =
          servers
              .user()
              .create(
                  "res.partner",
                  Map.of(
                      "name",
                      "Durand",
                      "is_company",
                      true,
                      "customer_rank",
                      1,
                      "credit_limit",
                      fields.get(CustomerBalance.CREDIT_LIMIT).orElse(BigDecimal.ZERO)));
      RecordId record = RecordId.of(Long.toString(id));
      BigDecimal overdue = fields.get(CustomerBalance.OVERDUE).orElse(BigDecimal.ZERO);
      invoice(record, overdue, LONG_AGO.toString());
      edit(record, fields.only(List.of(CustomerBalance.OUTSTANDING)));
      return record;
    }

    private void invoice(RecordId id, BigDecimal amount, String due) {
      Map<String, Object> line =
          Map.of(
              "name",
              "Work",
              "quantity",
              1,
              "price_unit",
              amount,
              "tax_ids",
              List.of(List.of(6, 0, List.of())));
      long move =
          servers
              .user()
              .create(
                  MOVE,
                  Map.of(
                      "move_type",
                      "out_invoice",
                      "partner_id",
                      id(id),
                      "invoice_date",
                      "2026-01-15",
                      "invoice_date_due",
                      due,
                      "invoice_line_ids",
                      List.of(List.of(0, 0, line))));
      servers.user().press(MOVE, "action_post", move);
    }

    @Override
    public void edit(RecordId id, Fields changed) {
      changed
          .get(CustomerBalance.OUTSTANDING)
          .ifPresent(
              wanted -> {
                BigDecimal now = outstanding(id);
                if (wanted.compareTo(now) > 0) {
                  invoice(id, wanted.subtract(now), FAR);
                }
              });
    }

    private BigDecimal outstanding(RecordId id) {
      return new BigDecimal(
          servers.user().record(model, id(id)).orElseThrow().get("credit").toString());
    }

    @Override
    public Optional<Fields> fields(RecordId id) {
      return servers
          .user()
          .record(model, id(id))
          .map(
              record ->
                  Fields.builder()
                      .set(CustomerBalance.OUTSTANDING, outstanding(id))
                      .set(CustomerBalance.OVERDUE, overdue(id))
                      .set(
                          CustomerBalance.OLDEST_DUE_DATE,
                          overdue(id).signum() == 0 ? null : LONG_AGO)
                      .set(
                          CustomerBalance.CREDIT_LIMIT,
                          new BigDecimal(record.get("credit_limit").toString()))
                      .build());
    }

    private BigDecimal overdue(RecordId id) {
      return servers.user().ids(MOVE).stream()
          .flatMap(move -> servers.user().record(MOVE, move).stream())
          .filter(move -> move.get("partner_id").toString().equals(id.value()))
          .filter(move -> LONG_AGO.toString().equals(move.get("invoice_date_due")))
          .map(move -> new BigDecimal(move.get("amount_residual").toString()))
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public void editPart(RecordId id) {
      invoice(id, new BigDecimal("10"), FAR);
    }

    @Override
    public void delete(RecordId id) {
      Remote.cannot("delete a customer with invoices");
    }

    @Override
    public void delayVisibility(Duration delay) {
      Remote.cannot("post an invoice and commit it later");
    }

    @Override
    public Set<ShapeChange> shapeChanges() {
      return Set.of();
    }

    @Override
    public void removeField(Field<?> field) {
      Remote.cannot("remove a figure that is computed");
    }
  }
}
