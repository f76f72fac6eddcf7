package dev.passerelle.testkit;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Priced;
import dev.passerelle.core.adapter.Pricing;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.SystemDescriptor;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Speaks to an {@link InMemorySystem} by the rules of the adapter contract. Each connector has an
 * access token of its own. Where the system prices documents, the connector is also a {@link
 * Pricing}. A facet whose fields lie on its host has no adapter of its own: the host's serves it.
 * Thread-safe.
 */
public sealed class InMemoryConnector implements Connector {
  private final InMemorySystem system;
  private final MemorySession session;

  private InMemoryConnector(InMemorySystem system) {
    this.system = system;
    this.session = new MemorySession(system);
  }

  /** A connector to a system. */
  public static InMemoryConnector to(InMemorySystem system) {
    return system
        .pricing()
        .<InMemoryConnector>map(hook -> new WithPricing(system, hook))
        .orElseGet(() -> new InMemoryConnector(system));
  }

  @Override
  public SystemDescriptor describe() {
    return session.call(
        new CallGate.Call(SystemCall.DESCRIBE, null, 0),
        faults -> {
          Set<EntityType> types = new LinkedHashSet<>(system.tables().keySet());
          types.addAll(system.facetsOnHosts());
          return new SystemDescriptor(
              "Passerelle", "In-memory system", "1", system.identity(), system.zone(), types);
        });
  }

  /**
   * The adapter of a type; wished fields that the system does not know are left out.
   *
   * @throws dev.passerelle.core.error.InvalidConfiguration when a needed field is unknown
   */
  @Override
  public Optional<EntityAdapter> adapter(EntityType type, Selection selection) {
    return system.guarded(
        () -> Optional.ofNullable(system.tables().get(type)).map(table -> on(table, selection)));
  }

  private EntityAdapter on(MemoryTable table, Selection selection) {
    List<Field<?>> offered = table.schema.offered();
    selection.fields().stream()
        .filter(field -> !offered.contains(field))
        .sorted(Comparator.comparing(Field::name))
        .findFirst()
        .ifPresent(
            unknown -> {
              throw system.errors().unknownField(table.entity.type(), unknown);
            });
    List<Field<?>> selected = offered.stream().filter(selection::uses).toList();
    return new InMemoryAdapter(system, table, session, selected, selection.fields());
  }

  @Override
  public List<Finding> check() {
    try {
      describe();
      return List.of();
    } catch (PasserelleException failure) {
      return List.of(Finding.error(failure.detail()));
    }
  }

  @Override
  public void close() {
    // Holds nothing.
  }

  /** Also prices. */
  private static final class WithPricing extends InMemoryConnector implements Pricing {
    private final Function<Fields, Priced> hook;

    WithPricing(InMemorySystem system, Function<Fields, Priced> hook) {
      super(system);
      this.hook = hook;
    }

    @Override
    public List<Priced> price(List<Fields> documents) {
      return super.session.call(
          new CallGate.Call(SystemCall.PRICE, null, documents.size()),
          faults -> documents.stream().map(hook).toList());
    }
  }
}
