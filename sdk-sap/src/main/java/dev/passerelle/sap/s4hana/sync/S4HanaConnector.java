package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Deprecation;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Priced;
import dev.passerelle.core.adapter.Pricing;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.SystemDescriptor;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Delivery;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.sap.common.RightsTold;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.S4HanaClient;
import dev.passerelle.sap.s4hana.S4HanaSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** One system. Thread-safe. */
final class S4HanaConnector implements Connector, Pricing {
  /** How each type is mapped. */
  static final Map<EntityType, BiFunction<Site, Selection, EntityMap>> TYPES = types();

  private final S4HanaClient client;
  private final Site site;
  private final Map<EntityType, Supplier<EntityMap>> used = new ConcurrentHashMap<>();

  S4HanaConnector(S4HanaSettings settings) {
    client = S4HanaClient.of(settings);
    site = new Site(client, settings);
  }

  private static Map<EntityType, BiFunction<Site, Selection, EntityMap>> types() {
    Map<EntityType, BiFunction<Site, Selection, EntityMap>> types = new LinkedHashMap<>();
    types.put(Customer.TYPE, PartnerLayout::map);
    types.put(CustomerBalance.TYPE, BalanceLayout::map);
    types.put(Contact.TYPE, ContactLayout::map);
    types.put(Product.TYPE, ProductLayout::map);
    types.put(StockLevel.TYPE, StockLayout::map);
    types.put(Quote.TYPE, DocumentLayout::quotations);
    types.put(SalesOrder.TYPE, DocumentLayout::orders);
    types.put(Delivery.TYPE, DeliveryLayout::map);
    types.put(Invoice.TYPE, BillingLayout::map);
    types.put(Payment.TYPE, ReceiptLayout::map);
    return Collections.unmodifiableMap(types);
  }

  @Override
  public SystemDescriptor describe() {
    S4HanaSettings settings = site.settings();
    // Asks for something that every system has: wrong credentials must show here.
    site.service(S4HanaApi.BUSINESS_PARTNER)
        .page("A_BusinessPartner", ODataQuery.all().select("BusinessPartner").top(1));
    return new SystemDescriptor(
        "SAP",
        "SAP S/4HANA",
        S4HanaClient.API_VERSION,
        settings.identity(),
        settings.zone(),
        TYPES.keySet());
  }

  @Override
  public Optional<EntityAdapter> adapter(EntityType type, Selection selection) {
    BiFunction<Site, Selection, EntityMap> mapping = TYPES.get(type);
    if (mapping == null) {
      return Optional.empty();
    }
    RecordAdapter adapter = new RecordAdapter(site, () -> mapping.apply(site, selection));
    used.put(type, adapter::map);
    return Optional.of(new RightsTold(type, () -> adapter.map().set(), adapter));
  }

  @Override
  public List<Priced> price(List<Fields> documents) {
    return new Simulation(site).price(documents);
  }

  @Override
  public List<Finding> check() {
    return new Checks(site, used).run();
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
