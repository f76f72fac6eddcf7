package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class BalanceContractTest extends EntityAdapterContract {
  private static final Map<Field<BigDecimal>, String> FIGURES = new LinkedHashMap<>();

  static {
    FIGURES.put(CustomerBalance.ACCOUNTING, "CurrentAccountBalance");
    FIGURES.put(CustomerBalance.DELIVERIES, "OpenDeliveryNotesBalance");
    FIGURES.put(CustomerBalance.ORDERS, "OpenOrdersBalance");
    FIGURES.put(CustomerBalance.CREDIT_LIMIT, "CreditLimit");
  }

  private final Companies companies = new Companies();
  private int partners;

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
    return CustomerBalance.TYPE;
  }

  @Override
  protected Remote remote() {
    return new FigureRemote(companies, "BusinessPartners") {
      @Override
      Map<String, Object> created(Fields fields) {
        return Map.of("CardCode", "C" + ++partners, "CardName", "Acme");
      }

      @Override
      public RecordId create(Fields fields) {
        RecordId id = super.create(fields);
        edit(id, fields);
        return id;
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        FIGURES.forEach(
            (field, property) ->
                changed
                    .get(field)
                    .ifPresent(amount -> sap.user().set(set, id.value(), property, amount)));
      }

      @Override
      Fields read(Map<String, Object> record) {
        Fields.Builder fields = Fields.builder();
        FIGURES.forEach(
            (field, property) ->
                fields.set(field, new BigDecimal(record.get(property).toString())));
        Fields figures = fields.build();
        BigDecimal outstanding =
            amount(figures, CustomerBalance.ACCOUNTING)
                .add(amount(figures, CustomerBalance.DELIVERIES))
                .add(amount(figures, CustomerBalance.ORDERS));
        BigDecimal over = outstanding.subtract(amount(figures, CustomerBalance.CREDIT_LIMIT));
        return figures
            .with(CustomerBalance.OUTSTANDING, outstanding)
            .with(CustomerBalance.OVERRUN, over.max(BigDecimal.ZERO));
      }
    };
  }

  private static BigDecimal amount(Fields fields, Field<BigDecimal> field) {
    return fields.get(field).orElse(BigDecimal.ZERO);
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(CustomerBalance.ACCOUNTING, new BigDecimal("1200.5").add(BigDecimal.valueOf(n)))
        .set(CustomerBalance.DELIVERIES, new BigDecimal("300"))
        .set(CustomerBalance.ORDERS, new BigDecimal("50.25"))
        .set(CustomerBalance.CREDIT_LIMIT, new BigDecimal("1500"))
        .set(CustomerBalance.OUTSTANDING, new BigDecimal("1550.75").add(BigDecimal.valueOf(n)))
        .set(CustomerBalance.OVERRUN, new BigDecimal("50.75").add(BigDecimal.valueOf(n)))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        CustomerBalance.CREDIT_LIMIT,
        new BigDecimal("99.9"),
        CustomerBalance.DELIVERIES,
        BigDecimal.valueOf(n));
  }
}
