package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sage.sage100.model.DocumentKind;
import java.util.List;

/** Writing through the agent: customers, contacts, quotes and orders. */
final class AgentWays implements WriteWays {
  private final Site site;
  private final AgentPath path;

  AgentWays(Site site, AgentPath path) {
    this.site = site;
    this.path = path;
  }

  @Override
  public SageWriter writer(SageEntity entity) {
    if (entity instanceof CustomerEntity customers) {
      return writer(new CustomerWrites(site, customers, path));
    } else if (entity instanceof ContactEntity contacts) {
      return writer(new ContactWrites(site, contacts, path));
    } else if (entity instanceof DocumentEntity documents) {
      if (documents.type().equals(SalesOrder.TYPE) || documents.type().equals(Quote.TYPE)) {
        OrderForm form = OrderForm.of(site, documents);
        return writer(new DocumentWrites(site, documents, form, path));
      }
    }
    return SageWriter.none(site.settings().system(), entity.describe().build().type().name());
  }

  private SageWriter writer(AgentKind kind) {
    AgentRefusals refusals =
        new AgentRefusals(site.settings().system(), kind.type().name(), kind::fieldName);
    return new AgentWriter(path, kind, refusals);
  }

  AgentPricing pricing() {
    DocumentEntity orders =
        new DocumentEntity(site, SalesOrder.TYPE, DocumentKind.ORDER, Selection.of());
    return new AgentPricing(site, OrderForm.of(site, orders), path);
  }

  @Override
  public List<Finding> check() {
    return new AgentChecks(site, path).run();
  }

  void close() {
    path.close();
  }
}
