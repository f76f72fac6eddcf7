package dev.passerelle.testkit;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The contract test of the guide, with a remote that does no more than it must. */
class TenLineContractTest extends EntityAdapterContract {
  private final SettableClock clock = SettableClock.at("2026-03-02T08:00:00Z");
  private final InMemorySystem acme =
      InMemorySystem.named("acme", clock).entity(customers()).build();

  private static InMemoryEntity.Builder customers() {
    return InMemoryEntity.of(Customer.TYPE).fields(Customer.NAME, Customer.EMAIL);
  }

  @Override
  protected Connector connector() {
    return InMemoryConnector.to(acme);
  }

  @Override
  protected EntityType type() {
    return Customer.TYPE;
  }

  @Override
  protected Remote remote() {
    return new AcmeRemote();
  }

  @Override
  protected Fields sample(int n) {
    return Fields.of(Customer.NAME, "Sentinel-" + n, Customer.EMAIL, "sentinel" + n + "@acme.test");
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Customer.NAME, "Renamed-Sentinel-" + n);
  }

  /** What every remote must be able to do. */
  private final class AcmeRemote implements Remote {
    private final InMemoryUser user = acme.user(Customer.TYPE);

    @Override
    public RecordId create(Fields fields) {
      return user.create(fields);
    }

    @Override
    public void edit(RecordId id, Fields changed) {
      user.edit(id, changed);
    }

    @Override
    public Optional<Fields> fields(RecordId id) {
      return user.fields(id);
    }

    @Override
    public Instant now() {
      return acme.now();
    }

    @Override
    public void advance(Duration by) {
      clock.advance(by);
    }
  }
}
