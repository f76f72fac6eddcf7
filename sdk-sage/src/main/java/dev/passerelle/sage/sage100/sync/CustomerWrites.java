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
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sage.sage100.Row;
import dev.passerelle.sage.sage100.model.AgentOperation;
import dev.passerelle.sage.sage100.model.AgentRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Customers through the agent: create, update, put to sleep and wake (contract §4.1). */
final class CustomerWrites implements AgentKind {
  static final int REFERENCE_LENGTH = 98;

  private final Site site;
  private final CustomerEntity entity;
  private final CustomerColumns columns;
  private final AgentPath path;
  private final Existing existing;

  CustomerWrites(Site site, CustomerEntity entity, AgentPath path) {
    this.site = site;
    this.entity = entity;
    this.columns = new CustomerColumns(site.gateway().schema(), entity.free());
    this.path = path;
    this.existing = new Existing(site.settings().system(), entity);
  }

  @Override
  public EntityType type() {
    return Customer.TYPE;
  }

  @Override
  public AdapterDescriptor.Builder extend(AdapterDescriptor.Builder descriptor) {
    return descriptor
        .can(Capability.CREATE, Capability.UPDATE, Capability.ARCHIVE, Capability.RESTORE)
        .createSafety(CreateSafety.lookup(path.maxLag()))
        .referenceLength(REFERENCE_LENGTH);
  }

  @Override
  public String reference(String ours) {
    return "c:" + ours;
  }

  @Override
  public List<Prepared> prepare(List<Write> writes) {
    Existing.Present present = existing.of(writes);
    Map<String, Row> raw = raw(writes);
    List<Prepared> prepared = new ArrayList<>();
    for (Write write : writes) {
      prepared.add(prepare(write, present, raw));
    }
    return prepared;
  }

  private Prepared prepare(Write write, Existing.Present present, Map<String, Row> raw) {
    if (write instanceof Write.Create create) {
      return create(create);
    }
    Optional<WriteResult> obstacle = present.obstacle(write);
    if (obstacle.isPresent()) {
      return Prepared.done(write, obstacle.get());
    }
    String id = write.target().map(RecordId::value).orElseThrow();
    if (write instanceof Write.Update update) {
      return update(update, raw.getOrDefault(id, Row.of(Map.of())));
    }
    String operation = write instanceof Write.Archive ? "customer.sleep" : "customer.wake";
    return Prepared.send(write, List.of(on(operation, write.key(), id)));
  }

  private AgentOperation on(String operation, String key, String id) {
    return AgentOperation.on(operation, key, path.once(id), Integer.parseInt(id));
  }

  private Prepared create(Write.Create create) {
    Columns wanted = columns.of(create.fields(), true, Fields.empty());
    Optional<FieldError> payer = addPayer(create.fields(), wanted);
    payer.ifPresent(wanted.errors()::add);
    if (!wanted.errors().isEmpty()) {
      return refused(create, create.reference(), wanted);
    }
    return Existing.printable(create.reference())
        ? Prepared.send(
            create,
            List.of(
                AgentOperation.create(
                    "customer", create.key(), reference(create.reference()), wanted.values())))
        : Prepared.done(create, existing.badReference(create));
  }

  /** The payer goes by its number; it must be there. */
  private Optional<FieldError> addPayer(Fields fields, Columns wanted) {
    Optional<RecordId> payer = fields.get(Customer.PAYER).flatMap(Ref::id);
    if (payer.isEmpty()) {
      return Optional.empty();
    }
    return site.gateway().customers().raw(Entities.marqs(List.of(payer.get())), Set.of()).stream()
        .findFirst()
        .<Optional<FieldError>>map(
            row -> {
              wanted.put(Customer.PAYER, "CT_NumPayeur", row.code("CT_Num"));
              return Optional.empty();
            })
        .orElseGet(
            () -> Optional.of(FieldError.of("payer", ErrorCode.CUSTOMER_UNKNOWN.name(), "gone")));
  }

  private Prepared update(Write.Update update, Row raw) {
    Columns wanted = columns.of(update.changed(), false, update.before());
    if (!wanted.errors().isEmpty()) {
      return refused(update, update.id().value(), wanted);
    }
    List<AgentOperation> operations = new ArrayList<>();
    String id = update.id().value();
    if (!wanted.values().isEmpty()) {
      operations.add(
          AgentOperation.update(
              "customer",
              update.key(),
              path.once(id),
              Integer.parseInt(id),
              wanted.values(),
              before(update, wanted, raw)));
    }
    state(update).ifPresent(name -> operations.add(on(name, update.key() + "/state", id)));
    return Prepared.send(update, operations);
  }

  private static Optional<String> state(Write.Update update) {
    return update
        .changed()
        .get(Customer.STATE)
        .map(state -> state.equals(Customer.DORMANT) ? "customer.sleep" : "customer.wake");
  }

  /** What those columns hold now, as stored: the normal form of {@code before} was compared. */
  private static Map<String, @Nullable Object> before(
      Write.Update update, Columns wanted, Row raw) {
    Map<String, @Nullable Object> before = new LinkedHashMap<>();
    wanted
        .fields()
        .forEach(
            (column, field) -> {
              if (update.before().has(field)) {
                before.put(column, Existing.stored(raw, column));
              }
            });
    return before;
  }

  private Map<String, Row> raw(List<Write> writes) {
    Set<String> names = new java.util.LinkedHashSet<>();
    List<RecordId> ids = new ArrayList<>();
    for (Write write : writes) {
      if (write instanceof Write.Update update) {
        ids.add(update.id());
        names.addAll(columns.of(update.changed(), false, update.before()).values().keySet());
      }
    }
    Map<String, Row> rows = new LinkedHashMap<>();
    if (!ids.isEmpty()) {
      site.gateway()
          .customers()
          .raw(Entities.marqs(ids), names)
          .forEach(row -> rows.put(Integer.toString(row.integer("cbMarq")), row));
    }
    return rows;
  }

  private Prepared refused(Write write, String record, Columns wanted) {
    ErrorDetail detail = wanted.detail(site.settings().system(), "customer", record);
    return Prepared.done(
        write, new WriteResult.Refused(write.key(), detail, wanted.errors(), null, null));
  }

  @Override
  public Snapshot snapshot(AgentRecord record) {
    return entity.snapshot(AgentRows.row(record), hidden());
  }

  /** What the agent's record does not show. */
  private static Set<Field<?>> hidden() {
    return Set.of(Customer.PAYMENT_TERMS, Customer.SHIPPING_ADDRESS);
  }

  @Override
  public String fieldName(String column) {
    return columns.fieldName(column);
  }

  @Override
  public WriteResult look(Ticket ticket) {
    return existing.look(ticket);
  }
}
