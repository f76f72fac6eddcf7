package dev.passerelle.testkit;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contract over an in-memory system of customers; nothing may be skipped. */
abstract class InMemoryContract extends EntityAdapterContract {
  static final Field<String> LOYALTY = Field.text("loyalty_level");
  private static final Fields DORMANT = Fields.of(Customer.STATE, Customer.DORMANT);

  private static final Fields MOVED =
      Fields.of(
          Customer.BILLING_ADDRESS,
          new PostalAddress("1 rue du Port", null, "29200", "Brest", null, "FR"));

  final SettableClock clock = SettableClock.at("2026-03-02T08:00:00Z");
  private @Nullable InMemorySystem system;
  private @Nullable Connector connector;

  /** Made when first asked for, as subclasses say what it is. */
  final InMemorySystem erp() {
    InMemorySystem known = system;
    if (known == null) {
      known = InMemorySystem.named("erp", clock).entity(customers()).build();
      system = known;
    }
    return known;
  }

  /** The entity under test. */
  abstract InMemoryEntity.Builder customers();

  static InMemoryEntity.Builder plain() {
    return InMemoryEntity.of(Customer.TYPE)
        .field(FieldRule.of(Customer.NAME).required().maxLength(60))
        .field(
            FieldRule.of(Customer.VAT_NUMBER).maxLength(14).normalForm(vat -> vat.replace(" ", "")))
        .field(FieldRule.of(Customer.NOTE).charset(StandardCharsets.ISO_8859_1))
        .fields(Customer.EMAIL, Customer.BILLING_ADDRESS, LOYALTY, Customer.CODE)
        .field(FieldRule.of(Customer.STATE))
        .options(Customer.STATE, Customer.ACTIVE, Customer.DORMANT)
        .filter(customer -> !customer.get(Customer.STATE).equals(Optional.of(Customer.DORMANT)))
        .findBy(Customer.VAT_NUMBER, Customer.EMAIL)
        .composite(Customer.BILLING_ADDRESS)
        .stampGranularity(Duration.ofSeconds(1))
        .writeBatch(4)
        .readBatch(5);
  }

  @Override
  protected Connector connector() {
    Connector known = connector;
    if (known == null) {
      known = InMemoryConnector.to(erp());
      connector = known;
    }
    return known;
  }

  @Override
  protected EntityType type() {
    return Customer.TYPE;
  }

  @Override
  protected Remote remote() {
    return new InMemoryRemote(erp(), clock, Customer.TYPE, MOVED, DORMANT);
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Customer.NAME, "Sentinel Durand " + n)
        .set(Customer.VAT_NUMBER, "FR%09d".formatted(n))
        .set(Customer.EMAIL, "sentinel" + n + "@example.org")
        .set(Customer.NOTE, "Note à relire " + n)
        .set(Customer.STATE, Customer.ACTIVE)
        .set(
            Customer.BILLING_ADDRESS,
            new PostalAddress(n + " rue Sentinelle", null, "44000", "Rennes", null, "FR"))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Customer.NAME, "Sentinel Renamed " + n, Customer.EMAIL, "renamed" + n + "@example.org");
  }

  @Override
  protected Fields rough(int n) {
    return sample(n).with(Customer.VAT_NUMBER, "FR %03d %03d %03d".formatted(n, n, n));
  }

  @Override
  protected Optional<Field<String>> customField() {
    return Optional.of(LOYALTY);
  }

  @Override
  protected Fields unknownOption() {
    return Fields.of(Customer.STATE, "in_dispute");
  }

  @Override
  protected boolean maySkip(String rule) {
    return false;
  }
}
