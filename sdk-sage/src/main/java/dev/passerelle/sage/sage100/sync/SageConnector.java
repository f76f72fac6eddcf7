package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Connector;
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
import dev.passerelle.sage.sage100.model.DocumentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** One Sage 100 company. */
class SageConnector implements Connector {
  private static final Set<EntityType> ENTITIES =
      Set.of(
          Customer.TYPE,
          CustomerBalance.TYPE,
          Contact.TYPE,
          Employee.TYPE,
          Product.TYPE,
          StockLevel.TYPE,
          Quote.TYPE,
          SalesOrder.TYPE,
          Delivery.TYPE,
          Invoice.TYPE,
          Payment.TYPE);

  private final Site site;
  private final WriteWays ways;

  SageConnector(Site site, WriteWays ways) {
    this.site = site;
    this.ways = ways;
  }

  @Override
  public SystemDescriptor describe() {
    return new SystemDescriptor(
        "Sage",
        "Sage 100",
        Sage100.LAYOUT,
        site.gateway().databaseName(),
        site.settings().zone(),
        ENTITIES);
  }

  @Override
  public Optional<EntityAdapter> adapter(EntityType type, Selection selection) {
    if (!ENTITIES.contains(type)) {
      return Optional.empty();
    }
    SageEntity entity = entity(type, selection);
    Feed feed =
        new Feed(site.gateway(), entity, site.serverClock(), site.companyClock(), site.overlap());
    String system = site.settings().system();
    return Optional.of(new SageAdapter(entity, feed, ways.writer(entity), site.gateway(), system));
  }

  private SageEntity entity(EntityType type, Selection selection) {
    if (type.equals(Customer.TYPE)) {
      return new CustomerEntity(site, selection);
    } else if (type.equals(CustomerBalance.TYPE)) {
      return new BalanceEntity(site, selection);
    } else if (type.equals(Contact.TYPE)) {
      return new ContactEntity(site, selection);
    } else if (type.equals(Employee.TYPE)) {
      return new EmployeeEntity(site, selection);
    } else if (type.equals(Product.TYPE)) {
      return new ProductEntity(site, selection);
    } else if (type.equals(StockLevel.TYPE)) {
      return new StockEntity(site, selection);
    } else if (type.equals(Payment.TYPE)) {
      return new PaymentEntity(site, selection);
    }
    DocumentKind kind = Objects.requireNonNull(DocumentEntity.KINDS.get(type));
    return new DocumentEntity(site, type, kind, selection);
  }

  @Override
  public List<Finding> check() {
    List<Finding> findings = new ArrayList<>(new Checks(site).run());
    findings.addAll(ways.check());
    // A database that is down is found on both ways.
    return findings.stream().distinct().toList();
  }

  @Override
  public void close() {
    // The data source is the host's; nothing else is open.
  }
}
