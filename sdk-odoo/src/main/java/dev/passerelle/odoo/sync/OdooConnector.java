package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Deprecation;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.SystemDescriptor;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.odoo.OdooClient;
import dev.passerelle.odoo.OdooSettings;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One Odoo database. Thread-safe. */
final class OdooConnector implements Connector {
  private final OdooClient client;
  private final OdooSettings settings;
  private final Instance instance;
  private final Map<EntityType, ModelAdapter> used = new ConcurrentHashMap<>();

  OdooConnector(OdooSettings settings) {
    this.settings = settings;
    client = settings.newClient();
    instance = new Instance(client, settings);
  }

  @Override
  public SystemDescriptor describe() {
    client.userId();
    Set<EntityType> entities = new LinkedHashSet<>();
    RecordMaps.models(instance)
        .forEach(
            (type, models) -> {
              if (models.stream().allMatch(instance::has)) {
                entities.add(type);
              }
            });
    return new SystemDescriptor(
        "Odoo",
        instance.version().enterprise() ? "Odoo Enterprise" : "Odoo Community",
        instance.version().major() + ".0",
        identity(),
        settings.zone(),
        entities);
  }

  /** Server, database and company: one company of a database is not another one (L1). */
  private String identity() {
    URI uri = URI.create(settings.url());
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String company = settings.company().map(id -> "/" + id).orElse("");
    return host + port + "/" + settings.database() + company;
  }

  @Override
  public Optional<EntityAdapter> adapter(EntityType type, Selection selection) {
    List<String> models = RecordMaps.models(instance).get(type);
    if (models == null || !models.stream().allMatch(instance::has)) {
      return Optional.empty();
    }
    ModelAdapter adapter = new ModelAdapter(instance, type, selection);
    used.put(type, adapter);
    return Optional.of(adapter);
  }

  @Override
  public List<Finding> check() {
    return new Checks(instance, Map.copyOf(used)).run();
  }

  @Override
  public void quotasUsedElsewhere(Duration ago) {
    client.quotasUsedElsewhere(ago);
  }

  @Override
  public List<Deprecation> deprecations() {
    return client.deprecations();
  }

  @Override
  public void close() {
    client.close();
  }
}
