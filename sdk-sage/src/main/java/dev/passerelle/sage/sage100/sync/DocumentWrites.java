package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sage.sage100.model.AgentOperation;
import dev.passerelle.sage.sage100.model.AgentRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Quotes and orders through the agent: created, never changed or deleted (contract §4.3, §4.4). Our
 * reference is DO_NoWeb too, so that Sage itself can tell whether the document is there.
 */
final class DocumentWrites implements AgentKind {
  /** DO_NoWeb. */
  static final int REFERENCE_LENGTH = 17;

  private final Site site;
  private final DocumentEntity entity;
  private final OrderForm form;
  private final OrderCustomers customers;
  private final AgentPath path;
  private final Existing existing;

  DocumentWrites(Site site, DocumentEntity entity, OrderForm form, AgentPath path) {
    this.site = site;
    this.entity = entity;
    this.form = form;
    this.customers = new OrderCustomers(site.gateway());
    this.path = path;
    this.existing = new Existing(site.settings().system(), entity);
  }

  @Override
  public EntityType type() {
    return entity.type();
  }

  @Override
  public AdapterDescriptor.Builder extend(AdapterDescriptor.Builder descriptor) {
    return descriptor
        .can(Capability.CREATE)
        .createSafety(CreateSafety.lookup(path.maxLag()))
        .referenceLength(REFERENCE_LENGTH);
  }

  @Override
  public String reference(String ours) {
    return "d:" + ours;
  }

  @Override
  public List<Prepared> prepare(List<Write> writes) {
    List<Write.Create> creates = new ArrayList<>();
    for (Write write : writes) {
      if (write instanceof Write.Create create) {
        creates.add(create);
      }
    }
    Map<String, String> numbers =
        customers.numbers(creates.stream().map(Write.Create::fields).toList());
    List<Prepared> prepared = new ArrayList<>();
    for (Write write : writes) {
      prepared.add(
          write instanceof Write.Create create
              ? create(create, numbers)
              : Prepared.done(write, existing.unsupported(write)));
    }
    return prepared;
  }

  private Prepared create(Write.Create create, Map<String, String> numbers) {
    Optional<String> customer = customers.number(create.fields(), numbers);
    if (customer.isEmpty()) {
      return Prepared.done(create, noCustomer(create));
    }
    if (!Existing.printable(create.reference()) || create.reference().length() > REFERENCE_LENGTH) {
      return Prepared.done(create, existing.badReference(create));
    }
    OrderForm.Filled filled = form.fill(create.fields(), customer, create.reference());
    if (!filled.checked().errors().isEmpty()) {
      return Prepared.done(create, refused(create, filled.checked()));
    }
    AgentOperation operation =
        AgentOperation.create(create.key(), reference(create.reference()), filled.document());
    return Prepared.send(create, List.of(operation));
  }

  private WriteResult refused(Write.Create create, Columns checked) {
    ErrorDetail detail =
        checked.detail(site.settings().system(), type().name(), create.reference());
    return new WriteResult.Refused(create.key(), detail, checked.errors(), null, null);
  }

  private WriteResult noCustomer(Write.Create create) {
    ErrorDetail detail =
        ErrorDetail.of(ErrorCode.CUSTOMER_UNKNOWN)
            .system(site.settings().system())
            .entity(type().name())
            .record(create.reference())
            .field(SalesOrder.CUSTOMER.name())
            .build();
    FieldError field = FieldError.of(SalesOrder.CUSTOMER.name(), "CUSTOMER_UNKNOWN", "");
    String awaiting = create.fields().get(SalesOrder.CUSTOMER).map(Object::toString).orElse(null);
    return new WriteResult.Refused(create.key(), detail, List.of(field), awaiting, null);
  }

  @Override
  public Snapshot snapshot(AgentRecord record) {
    return entity.snapshot(record);
  }

  @Override
  public String fieldName(String column) {
    return switch (column) {
      case "DO_Tiers" -> SalesOrder.CUSTOMER.name();
      case "DO_Ref" -> SalesOrder.EXTERNAL_NUMBER.name();
      case "DO_NoWeb" -> "reference";
      case "CO_No" -> SalesOrder.OWNER.name();
      case "DE_No" -> SalesOrder.WAREHOUSE.name();
      case "DO_Date" -> SalesOrder.DATE.name();
      default -> column;
    };
  }

  /** Sage itself knows by DO_NoWeb, also when the agent has forgotten. */
  @Override
  public WriteResult look(Ticket ticket) {
    if (ticket.operation() != Ticket.Operation.CREATE) {
      return existing.look(ticket);
    }
    return ticket
        .ourReference()
        .flatMap(reference -> entity.byReference(reference).stream().findFirst())
        .<WriteResult>map(found -> new WriteResult.Written(ticket.key(), found, true))
        .orElseGet(() -> new WriteResult.Absent(ticket.key()));
  }
}
