package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Deprecation;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.SystemDescriptor;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.salesforce.SalesforceClient;
import dev.passerelle.salesforce.SalesforceSettings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One Salesforce org. Thread-safe. */
final class SalesforceConnector implements Connector {
  private final SalesforceClient client;
  private final Org org;
  private final Map<EntityType, String> objects;
  private final Map<EntityType, ObjectAdapter> used = new ConcurrentHashMap<>();

  SalesforceConnector(SalesforceSettings settings) {
    client = settings.newClient();
    org = new Org(client, settings);
    objects = Catalogue.objects(settings.prefix());
  }

  @Override
  public SystemDescriptor describe() {
    Set<EntityType> entities = new LinkedHashSet<>(objects.keySet());
    entities.addAll(Catalogue.FACETS);
    return new SystemDescriptor(
        "Salesforce",
        "Salesforce",
        SalesforceClient.API_VERSION,
        org.identity().organization(),
        org.zone(),
        entities);
  }

  @Override
  public Optional<EntityAdapter> adapter(EntityType type, Selection selection) {
    // A facet lies on its host's record: the host's adapter reads and writes it.
    String object = objects.get(type);
    boolean ours = object != null && object.endsWith("__c");
    // An object of the connector's own that is not there yet is a mistake that check() names.
    if (object == null || (!ours && org.object(object).isEmpty())) {
      return Optional.empty();
    }
    ObjectAdapter adapter = new ObjectAdapter(org, type, object, selection);
    used.put(type, adapter);
    return Optional.of(adapter);
  }

  @Override
  public List<Finding> check() {
    return new Checks(org, used).run();
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
