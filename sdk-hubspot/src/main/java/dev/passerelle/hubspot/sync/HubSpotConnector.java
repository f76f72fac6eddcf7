package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Deprecation;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.SystemDescriptor;
import dev.passerelle.core.adapter.WebhookSource;
import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.model.Employee;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.HubSpotSettings;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One HubSpot account. Thread-safe. */
final class HubSpotConnector implements Connector, WebhookSource {
  /** Object types that an account has only with certain set-ups (fact sheet §2). */
  private static final Set<EntityType> OPTIONAL = Set.of(Invoice.TYPE, Payment.TYPE);

  private final HubSpotClient client;
  private final Portal portal;
  private final WebhookHints webhooks;
  private final Map<EntityType, ObjectAdapter> used = new ConcurrentHashMap<>();
  private final Map<EntityType, Boolean> offered = new ConcurrentHashMap<>();

  HubSpotConnector(HubSpotSettings settings) {
    client = settings.newClient();
    portal = new Portal(client, settings);
    webhooks = new WebhookHints(settings);
  }

  @Override
  public SystemDescriptor describe() {
    Set<EntityType> entities = new LinkedHashSet<>(Catalogue.OBJECTS.keySet());
    entities.addAll(Catalogue.FACETS);
    entities.add(Employee.TYPE);
    return new SystemDescriptor(
        "HubSpot",
        "HubSpot CRM",
        HubSpotClient.API_VERSION,
        Long.toString(portal.account().portalId()),
        portal.zone(),
        entities);
  }

  @Override
  public Optional<EntityAdapter> adapter(EntityType type, Selection selection) {
    if (type.equals(Employee.TYPE)) {
      return Optional.of(new OwnerAdapter(portal, selection));
    }
    // A facet lies on its host's record: the host's adapter reads and writes it.
    if (!offers(type)) {
      return Optional.empty();
    }
    ObjectAdapter adapter = new ObjectAdapter(portal, type, selection);
    used.put(type, adapter);
    return Optional.of(adapter);
  }

  private boolean offers(EntityType type) {
    if (!Catalogue.OBJECTS.containsKey(type)) {
      return false;
    }
    if (!OPTIONAL.contains(type)) {
      return true;
    }
    Boolean known = offered.get(type);
    if (known == null) {
      known = probe(RecordMaps.objectType(type));
      offered.put(type, known);
    }
    return known;
  }

  private boolean probe(String objectType) {
    try {
      client.objects(objectType).list(List.of(), 1, null, false);
      return true;
    } catch (AccessDenied e) {
      return false;
    } catch (RefusedByRemote e) {
      if (e.code() == ErrorCode.RECORD_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public List<Finding> check() {
    return new Checks(portal, used).run();
  }

  @Override
  public List<Delivery> open(WebhookRequest raw) {
    return webhooks.open(raw);
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
