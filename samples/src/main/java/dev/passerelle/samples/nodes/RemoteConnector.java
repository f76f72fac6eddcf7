package dev.passerelle.samples.nodes;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.SystemDescriptor;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The way to one system of one tenant. Thread-safe. */
final class RemoteConnector implements Connector {
  private final RemoteTables tables;
  private final String system;
  private final String tenant;

  RemoteConnector(RemoteTables tables, String system, String tenant) {
    this.tables = tables;
    this.system = system;
    this.tenant = tenant;
  }

  @Override
  public SystemDescriptor describe() {
    return new SystemDescriptor(
        system, "Tables", "1", tenant + "-" + system, ZoneOffset.UTC, Set.of(Customer.TYPE));
  }

  @Override
  public Optional<EntityAdapter> adapter(EntityType type, Selection selection) {
    return type.equals(Customer.TYPE)
        ? Optional.of(new RemoteCustomers(tables, system, tenant))
        : Optional.empty();
  }

  @Override
  public List<Finding> check() {
    return List.of();
  }

  @Override
  public void close() {
    // Holds nothing open.
  }
}
