package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sage.sage100.SageSchema;
import java.util.List;
import java.util.Map;

/** Writing through the agent: customers, contacts, quotes and orders. */
final class AgentWays implements WriteWays {
  private static final int QUOTE = 0;
  private static final int ORDER = 1;

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
      if (documents.type().equals(SalesOrder.TYPE)) {
        return writer(new DocumentWrites(site, documents, form(ORDER, documents.free()), path));
      } else if (documents.type().equals(Quote.TYPE)) {
        return writer(new DocumentWrites(site, documents, form(QUOTE, documents.free()), path));
      }
    }
    return SageWriter.none(site.settings().system(), entity.describe().build().type().name());
  }

  private SageWriter writer(AgentKind kind) {
    AgentRefusals refusals =
        new AgentRefusals(site.settings().system(), kind.type().name(), kind::fieldName);
    return new AgentWriter(path, kind, refusals);
  }

  private OrderForm form(int type, FreeColumns free) {
    SageSchema schema = site.gateway().schema();
    return new OrderForm(
        type, schema, site.settings().currency(), site.settings().zeroLines(), free);
  }

  AgentPricing pricing() {
    FreeColumns none =
        FreeColumns.of(
            SalesOrder.TYPE,
            Map.of(),
            dev.passerelle.core.adapter.Selection.of(),
            site.gateway().schema());
    return new AgentPricing(site, form(ORDER, none), path);
  }

  @Override
  public List<Finding> check() {
    return new AgentChecks(site, path).run();
  }

  void close() {
    path.close();
  }
}
