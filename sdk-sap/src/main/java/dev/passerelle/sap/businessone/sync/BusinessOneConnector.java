package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Deprecation;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.SystemDescriptor;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Delivery;
import dev.passerelle.core.model.Employee;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.sap.businessone.BusinessOneClient;
import dev.passerelle.sap.businessone.BusinessOneSettings;
import dev.passerelle.sap.common.RightsTold;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** One company database. Thread-safe. */
final class BusinessOneConnector implements Connector {
  /** How each type is mapped. */
  static final Map<EntityType, BiFunction<Site, Selection, EntityMap>> TYPES = types();

  private final BusinessOneClient client;
  private final Site site;
  private final Map<EntityType, Supplier<EntityMap>> used = new ConcurrentHashMap<>();

  BusinessOneConnector(BusinessOneSettings settings) {
    client = BusinessOneClient.of(settings);
    site = new Site(client, settings);
  }

  private static Map<EntityType, BiFunction<Site, Selection, EntityMap>> types() {
    Map<EntityType, BiFunction<Site, Selection, EntityMap>> types = new LinkedHashMap<>();
    types.put(Customer.TYPE, PartnerLayout::map);
    types.put(CustomerBalance.TYPE, BalanceLayout::map);
    types.put(Contact.TYPE, ContactLayout::map);
    types.put(Product.TYPE, ItemLayout::map);
    types.put(StockLevel.TYPE, StockLayout::map);
    types.put(Quote.TYPE, DocumentLayout::quotations);
    types.put(SalesOrder.TYPE, DocumentLayout::orders);
    types.put(Delivery.TYPE, BookedLayout::deliveries);
    types.put(Invoice.TYPE, BookedLayout::invoices);
    types.put(Payment.TYPE, BookedLayout::payments);
    types.put(Employee.TYPE, EmployeeLayout::map);
    return java.util.Collections.unmodifiableMap(types);
  }

  @Override
  public SystemDescriptor describe() {
    BusinessOneSettings settings = site.settings();
    // Asks for something that every company has: wrong credentials must show here.
    site.currency();
    return new SystemDescriptor(
        "SAP",
        "SAP Business One",
        BusinessOneClient.API_VERSION,
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
    Supplier<EntityMap> map = () -> mapping.apply(site, selection);
    if (type.equals(Contact.TYPE)) {
      ContactAdapter adapter = new ContactAdapter(site, map);
      used.put(type, adapter::map);
      return Optional.of(new RightsTold(type, () -> adapter.map().set(), adapter));
    }
    RecordAdapter adapter = new RecordAdapter(site, map);
    used.put(type, adapter::map);
    return Optional.of(new RightsTold(type, () -> adapter.map().set(), adapter));
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
