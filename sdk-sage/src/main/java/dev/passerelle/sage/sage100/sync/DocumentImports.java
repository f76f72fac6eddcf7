package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Quotes and orders by import files: flags E and L. DO_NoWeb is looked up before a file is made.
 */
final class DocumentImports implements ImportKind {
  private static final List<String> OWNER = List.of("CO_No");

  private final Site site;
  private final DocumentEntity entity;
  private final OrderForm form;
  private final OrderCustomers customers;
  private final OrderChecks checks;
  private final ImportPath path;

  DocumentImports(Site site, DocumentEntity entity, OrderForm form, ImportPath path) {
    this.site = site;
    this.entity = entity;
    this.form = form;
    this.customers = new OrderCustomers(site.gateway());
    this.checks = new OrderChecks(site, entity);
    this.path = path;
  }

  @Override
  public AdapterDescriptor.Builder extend(AdapterDescriptor.Builder descriptor) {
    return descriptor
        .can(Capability.CREATE, Capability.ASYNCHRONOUS)
        .createSafety(CreateSafety.lookup(path.maxLag()))
        .referenceLength(OrderChecks.REFERENCE_LENGTH);
  }

  @Override
  public String rank() {
    return "C";
  }

  @Override
  public Prepared prepare(Write write) {
    Write.Create create = (Write.Create) write;
    List<Snapshot> there = entity.byReference(create.reference());
    if (!there.isEmpty()) {
      return Prepared.done(new WriteResult.Written(create.key(), there.get(0), false));
    }
    Map<String, String> numbers = customers.numbers(List.of(create.fields()));
    Optional<String> customer = customers.number(create.fields(), numbers);
    Optional<WriteResult> fault = checks.fault(create, customer);
    if (fault.isPresent()) {
      return Prepared.done(fault.get());
    }
    OrderForm.Filled filled = form.fill(create.fields(), customer, create.reference());
    Map<String, Object> header = new LinkedHashMap<>(filled.document().header());
    if (isOwn(create.fields(), header.get("CO_No"))) {
      // The import knows no representative: Sage takes the customer's, which is the one wanted.
      header.remove("CO_No");
    }
    refuseOthers(filled, header);
    if (!filled.checked().errors().isEmpty()) {
      return Prepared.done(checks.refused(create, filled.checked()));
    }
    List<List<String>> lines = new ArrayList<>();
    lines.add(ImportLines.line("E", ImportLines.HEADER, header));
    filled
        .document()
        .lines()
        .forEach(line -> lines.add(ImportLines.line("L", ImportLines.LINE, line)));
    return Prepared.lines(lines);
  }

  /** Whether the representative is the customer's. */
  private boolean isOwn(Fields fields, @Nullable Object representative) {
    return representative != null
        && fields
            .get(SalesOrder.CUSTOMER)
            .flatMap(Ref::id)
            .map(id -> site.gateway().customers().raw(Entities.marqs(List.of(id)), OWNER))
            .filter(rows -> !rows.isEmpty())
            .map(rows -> representative.equals(rows.get(0).integer("CO_No")))
            .orElse(false);
  }

  private static void refuseOthers(OrderForm.Filled filled, Map<String, Object> header) {
    for (String column : header.keySet()) {
      if (!ImportLines.HEADER.contains(column)) {
        filled
            .checked()
            .errors()
            .add(
                FieldError.of(
                    OrderChecks.fieldName(column),
                    "NOT_WRITABLE",
                    "not in the layout of the import"));
      }
    }
    ImportLines.broken(filled.checked())
        .forEach(field -> filled.checked().error(field, "INVALID_VALUE", ImportLines.NO_BREAK));
    boolean broken =
        filled.document().lines().stream()
            .flatMap(line -> line.values().stream())
            .anyMatch(ImportLines::isBroken);
    if (broken) {
      filled.checked().error(SalesOrder.LINES, "INVALID_VALUE", ImportLines.NO_BREAK);
    }
  }

  @Override
  public String fieldName(String column) {
    return OrderChecks.fieldName(column);
  }

  @Override
  public WriteResult look(Ticket ticket, String made, boolean told) {
    return checks.look(ticket);
  }
}
