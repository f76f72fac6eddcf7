package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sage.sage100.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Customers by import files: flags C, M and S. */
final class CustomerImports implements ImportKind {
  private static final List<String> OWN_STATE = List.of("CT_Num", "CT_Sommeil");
  private static final List<String> NAME = List.of("CT_Intitule");

  private final Site site;
  private final CustomerEntity entity;
  private final CustomerColumns columns;
  private final ImportPath path;
  private final Existing existing;

  CustomerImports(Site site, CustomerEntity entity, ImportPath path) {
    this.site = site;
    this.entity = entity;
    this.columns = new CustomerColumns(site.gateway().schema(), entity.free());
    this.path = path;
    this.existing = new Existing(site.settings().system(), entity);
  }

  @Override
  public AdapterDescriptor.Builder extend(AdapterDescriptor.Builder descriptor) {
    return descriptor
        .can(
            Capability.CREATE,
            Capability.UPDATE,
            Capability.ARCHIVE,
            Capability.RESTORE,
            Capability.ASYNCHRONOUS)
        .createSafety(CreateSafety.lookup(path.maxLag()));
  }

  @Override
  public String rank() {
    return "A";
  }

  @Override
  public Prepared prepare(Write write) {
    if (write instanceof Write.Create create) {
      return create(create);
    }
    Optional<WriteResult> obstacle = existing.of(List.of(write)).obstacle(write);
    if (obstacle.isPresent()) {
      return Prepared.done(obstacle.get());
    }
    RecordId id = write.target().orElseThrow();
    Row row =
        site.gateway().customers().raw(Entities.marqs(List.of(id)), ImportLines.CUSTOMER).get(0);
    if (write instanceof Write.Update update) {
      return update(update, row);
    }
    return Prepared.lines(List.of(state(row, write instanceof Write.Archive)));
  }

  private static List<String> state(Row row, boolean dormant) {
    Map<String, Object> values =
        Map.of("CT_Num", row.code("CT_Num"), "CT_Sommeil", dormant ? 1 : 0);
    return ImportLines.line("S", OWN_STATE, values);
  }

  private Prepared create(Write.Create create) {
    Columns wanted = columns.of(create.fields(), true, Fields.empty());
    payer(create.fields()).ifPresent(code -> wanted.put(Customer.PAYER, "CT_NumPayeur", code));
    refuseOthers(wanted, ImportLines.NEW_CUSTOMER);
    String name = create.fields().get(Customer.NAME).orElse("");
    Object given = wanted.values().get("CT_Num");
    if (given != null && site.gateway().customers().isTaken(given.toString())) {
      return Prepared.done(existing.taken(create, Customer.CODE, holder(given.toString())));
    }
    if (given == null && wanted.errors().isEmpty()) {
      number(create, name).ifPresent(code -> wanted.put(Customer.CODE, "CT_Num", code));
    }
    if (wanted.values().get("CT_Num") == null || name.isBlank()) {
      wanted.error(Customer.NAME, "REQUIRED", "a name with a letter is needed");
    }
    if (!wanted.errors().isEmpty()) {
      return refused(create, create.reference(), wanted);
    }
    return Prepared.lines(
        List.of(ImportLines.line("C", ImportLines.NEW_CUSTOMER, wanted.values())));
  }

  /** The customer with the number; none when a supplier has it. */
  private Optional<RecordId> holder(String code) {
    return entity.find(Customer.CODE, List.of(code)).stream().map(Snapshot::id).findFirst();
  }

  private Optional<String> payer(Fields fields) {
    return fields
        .get(Customer.PAYER)
        .flatMap(Ref::id)
        .flatMap(
            id ->
                site.gateway().customers().raw(Entities.marqs(List.of(id)), Set.of()).stream()
                    .findFirst()
                    .map(row -> row.code("CT_Num")));
  }

  /** The import wants a number: one that neither Sage nor a waiting file has. */
  private Optional<String> number(Write.Create create, String name) {
    return CustomerNumbers.of(
        name,
        code ->
            site.gateway().customers().isTaken(code)
                || !path.reserve(rank(), code, create.reference()));
  }

  private Prepared update(Write.Update update, Row row) {
    Columns wanted = columns.of(update.changed(), false, update.before());
    refuseOthers(wanted, ImportLines.CUSTOMER);
    if (!wanted.errors().isEmpty()) {
      return refused(update, update.id().value(), wanted);
    }
    List<List<String>> lines = new ArrayList<>();
    if (!wanted.values().isEmpty()) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>();
      ImportLines.CUSTOMER.forEach(column -> all.put(column, Existing.stored(row, column)));
      all.putAll(wanted.values());
      all.put("CT_Num", row.code("CT_Num"));
      lines.add(ImportLines.line("M", ImportLines.CUSTOMER, all));
    }
    update
        .changed()
        .get(Customer.STATE)
        .ifPresent(state -> lines.add(state(row, state.equals(Customer.DORMANT))));
    return Prepared.lines(lines);
  }

  private static void refuseOthers(Columns wanted, List<String> layout) {
    wanted
        .fields()
        .forEach(
            (column, field) -> {
              if (!layout.contains(column)) {
                wanted.error(field, "NOT_WRITABLE", "not in the layout of the import");
              }
            });
    ImportLines.broken(wanted)
        .forEach(field -> wanted.error(field, "INVALID_VALUE", ImportLines.NO_BREAK));
  }

  private Prepared refused(Write write, String record, Columns wanted) {
    ErrorDetail detail = wanted.detail(site.settings().system(), "customer", record);
    return Prepared.done(new WriteResult.Refused(write.key(), detail, wanted.errors(), null, null));
  }

  @Override
  public String fieldName(String column) {
    return columns.fieldName(column);
  }

  @Override
  public WriteResult look(Ticket ticket, String made, boolean told) {
    if (ticket.operation() != Ticket.Operation.CREATE) {
      return told ? existing.done(ticket) : existing.look(ticket);
    }
    String code = made.isEmpty() ? ticket.sent().get(Customer.CODE).orElse("") : made;
    if (code.isEmpty()) {
      return new WriteResult.Absent(ticket.key());
    }
    return entity.find(Customer.CODE, List.of(code)).stream()
        .filter(found -> told || hasName(found.id(), ticket.sent()))
        .findFirst()
        .<WriteResult>map(found -> new WriteResult.Written(ticket.key(), found, true))
        .orElseGet(() -> new WriteResult.Absent(ticket.key()));
  }

  /** Somebody may have taken the number before the file was imported. */
  private boolean hasName(RecordId id, Fields sent) {
    String name = sent.get(Customer.NAME).orElse("").strip();
    return site.gateway().customers().raw(Entities.marqs(List.of(id)), NAME).stream()
        .anyMatch(row -> row.text("CT_Intitule").equals(name));
  }
}
