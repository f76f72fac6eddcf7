package dev.passerelle.benchmarks;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.SystemDescriptor;
import dev.passerelle.core.model.EntityType;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Speaks to a {@link LeanSystem}. */
record LeanConnector(LeanSystem system, LeanAdapter adapter) implements Connector {
  @Override
  public SystemDescriptor describe() {
    system.reach();
    return new SystemDescriptor(
        "Passerelle", "lean", "1", system.name(), ZoneOffset.UTC, Set.of(system.type()));
  }

  @Override
  public Optional<EntityAdapter> adapter(EntityType type, Selection selection) {
    return type.equals(system.type()) ? Optional.of(adapter) : Optional.empty();
  }

  @Override
  public List<Finding> check() {
    return List.of();
  }

  @Override
  public void close() {}
}
