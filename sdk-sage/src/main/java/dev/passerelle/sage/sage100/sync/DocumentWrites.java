package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.EntityType;
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
  private final DocumentEntity entity;
  private final OrderForm form;
  private final OrderCustomers customers;
  private final AgentPath path;
  private final OrderChecks checks;

  DocumentWrites(Site site, DocumentEntity entity, OrderForm form, AgentPath path) {
    this.entity = entity;
    this.form = form;
    this.customers = new OrderCustomers(site.gateway());
    this.path = path;
    this.checks = new OrderChecks(site, entity);
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
        .referenceLength(OrderChecks.REFERENCE_LENGTH);
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
      if (write instanceof Write.Create create) {
        prepared.add(create(create, numbers));
      }
    }
    return prepared;
  }

  private Prepared create(Write.Create create, Map<String, String> numbers) {
    Optional<String> customer = customers.number(create.fields(), numbers);
    Optional<WriteResult> fault = checks.fault(create, customer);
    if (fault.isPresent()) {
      return Prepared.done(create, fault.get());
    }
    OrderForm.Filled filled = form.fill(create.fields(), customer, create.reference());
    if (!filled.checked().errors().isEmpty()) {
      return Prepared.done(create, checks.refused(create, filled.checked()));
    }
    AgentOperation operation =
        AgentOperation.create(create.key(), reference(create.reference()), filled.document());
    return Prepared.send(create, List.of(operation));
  }

  @Override
  public Snapshot snapshot(AgentRecord record) {
    return entity.snapshot(record);
  }

  @Override
  public String fieldName(String column) {
    return OrderChecks.fieldName(column);
  }

  @Override
  public WriteResult look(Ticket ticket) {
    return checks.look(ticket);
  }
}
