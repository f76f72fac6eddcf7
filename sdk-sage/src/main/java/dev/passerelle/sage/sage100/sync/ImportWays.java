package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.SalesOrder;
import java.util.List;

/** Writing by import files: customers, contacts, quotes and orders. */
final class ImportWays implements WriteWays {
  private final Site site;
  private final ImportPath path;

  ImportWays(Site site, ImportPath path) {
    this.site = site;
    this.path = path;
  }

  @Override
  public SageWriter writer(SageEntity entity) {
    if (entity instanceof CustomerEntity customers) {
      return writer(new CustomerImports(site, customers, path), "customer");
    } else if (entity instanceof ContactEntity contacts) {
      return writer(new ContactImports(site, contacts, path), "contact");
    } else if (entity instanceof DocumentEntity documents && isMade(documents.type())) {
      OrderForm form = OrderForm.of(site, documents);
      return writer(new DocumentImports(site, documents, form, path), documents.type().name());
    }
    return WriteWays.NONE.writer(entity);
  }

  private static boolean isMade(EntityType type) {
    return type.equals(SalesOrder.TYPE) || type.equals(Quote.TYPE);
  }

  private SageWriter writer(ImportKind kind, String entity) {
    AgentRefusals refusals = new AgentRefusals(site.settings().system(), entity, kind::fieldName);
    return new ImportWriter(path, kind, refusals);
  }

  @Override
  public List<Finding> check() {
    return path.directory().unusable().stream()
        .map(
            directory ->
                Finding.error(
                    ErrorDetail.of(ErrorCode.IMPORT_DIRECTORY_UNUSABLE)
                        .system(site.settings().system())
                        .figure("directory", directory)
                        .cause(directory)
                        .build()))
        .toList();
  }
}
