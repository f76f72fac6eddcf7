package dev.passerelle.testkit;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/** A facet that the system computes: only read. */
class InMemoryFacetContractTest extends EntityAdapterContract {
  private static final Fields SETTLED =
      Fields.of(CustomerBalance.OUTSTANDING, BigDecimal.ZERO, CustomerBalance.CREDIT_STATE, "none");

  private final SettableClock clock = SettableClock.at("2026-03-02T08:00:00Z");
  private final InMemorySystem system =
      InMemorySystem.named("erp", clock)
          .entity(InMemoryEntity.of(Customer.TYPE).fields(Customer.NAME))
          .entity(
              InMemoryEntity.of(CustomerBalance.TYPE)
                  .fields(
                      CustomerBalance.OUTSTANDING,
                      CustomerBalance.OLDEST_DUE_DATE,
                      CustomerBalance.DAYS_OVERDUE,
                      CustomerBalance.CREDIT_STATE)
                  .filter(facet -> !facet.get(CustomerBalance.CREDIT_STATE).equals(NONE))
                  .stampGranularity(Duration.ofSeconds(1)))
          .build();
  private static final Optional<String> NONE = Optional.of("none");

  @Override
  protected Connector connector() {
    return InMemoryConnector.to(system);
  }

  @Override
  protected EntityType type() {
    return CustomerBalance.TYPE;
  }

  @Override
  protected Remote remote() {
    Fields paid = Fields.of(CustomerBalance.OUTSTANDING, new BigDecimal("7.77"));
    return new InMemoryRemote(system, clock, CustomerBalance.TYPE, paid, SETTLED);
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(CustomerBalance.OUTSTANDING, new BigDecimal("1200.50").add(BigDecimal.valueOf(n)))
        .set(CustomerBalance.OLDEST_DUE_DATE, LocalDate.of(2026, 1, 31).minusDays(n))
        .set(CustomerBalance.DAYS_OVERDUE, 30L + n)
        .set(CustomerBalance.CREDIT_STATE, "watch")
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        CustomerBalance.OUTSTANDING,
        new BigDecimal("0.10").multiply(BigDecimal.valueOf(n)),
        CustomerBalance.DAYS_OVERDUE,
        (long) n);
  }

  @Override
  protected boolean maySkip(String rule) {
    return false;
  }
}
