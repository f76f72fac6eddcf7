package dev.passerelle.samples.nodes;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.SendingRight;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.samples.nodes.RemoteTables.Line;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The customers of one system of one tenant. Thread-safe. */
final class RemoteCustomers implements EntityAdapter {
  /** A sequence number may become visible after a later one: read again that far back. */
  private static final long OVERLAP = 100;

  /** How long a request goes on in the database after its caller is gone, at most. */
  private static final Duration LAG = Duration.ofSeconds(2);

  private final RemoteTables tables;
  private final String system;
  private final String tenant;
  private final AdapterDescriptor descriptor =
      AdapterDescriptor.of(Customer.TYPE)
          .field(FieldRule.of(Customer.CODE).maxLength(40))
          .field(FieldRule.of(Customer.NAME).maxLength(80))
          .can(Capability.LIST, Capability.CHANGES, Capability.EXACT_REVISION)
          .can(Capability.CREATE, Capability.UPDATE)
          .createSafety(CreateSafety.lookup(LAG))
          .callTimeout(Duration.ofSeconds(2))
          .writeBatch(10)
          .build();

  RemoteCustomers(RemoteTables tables, String system, String tenant) {
    this.tables = tables;
    this.system = system;
    this.tenant = tenant;
  }

  @Override
  public AdapterDescriptor describe() {
    return descriptor;
  }

  @Override
  public ChangePage list(Position cursor, int limit, Depth depth) {
    return changesSince(cursor, limit);
  }

  @Override
  public ChangePage changesSince(Position position, int limit) {
    long from = position.isStart() ? 0 : Long.parseLong(position.value());
    List<Line> lines = tables.after(system, tenant, from, limit);
    boolean last = lines.size() < limit;
    long seen = lines.isEmpty() ? from : lines.get(lines.size() - 1).seq();
    long next = last ? Math.max(lines.isEmpty() ? from : 0, seen - OVERLAP) : seen;
    return new ChangePage(
        lines.stream().map(line -> Change.of(snapshot(line))).toList(),
        new Position(Long.toString(Math.max(0, next))),
        last,
        Clock.systemUTC().instant());
  }

  private static Snapshot snapshot(Line line) {
    return Snapshot.builder(
            Customer.TYPE,
            RecordId.of(Long.toString(line.id())),
            Fields.of(Customer.CODE, line.code(), Customer.NAME, line.name()))
        .revision(Long.toString(line.seq()))
        .build();
  }

  private static long id(RecordId id) {
    return Long.parseLong(id.value());
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    Map<RecordId, Snapshot> found =
        tables.byId(system, tenant, ids.stream().map(RemoteCustomers::id).toList()).stream()
            .map(RemoteCustomers::snapshot)
            .collect(Collectors.toMap(Snapshot::id, Function.identity()));
    return ids.stream().map(id -> lookup(id, Optional.ofNullable(found.get(id)))).toList();
  }

  private static Lookup lookup(RecordId id, Optional<Snapshot> found) {
    return found.<Lookup>map(Lookup.Found::new).orElseGet(() -> new Lookup.Gone(id));
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    throw new UnsupportedOperation(system, "find");
  }

  @Override
  public List<WriteResult> write(List<Write> writes) {
    List<WriteResult> results = new ArrayList<>();
    List<Write.Create> creates = of(writes, Write.Create.class);
    if (!creates.isEmpty()) {
      SendingRight.require();
      Map<String, Snapshot> made =
          byReference(tables.create(system, tenant, creates.stream().map(this::line).toList()));
      creates.forEach(
          create ->
              results.add(
                  new WriteResult.Written(
                      create.key(), Objects.requireNonNull(made.get(create.reference())), true)));
    }
    List<Write.Update> updates = of(writes, Write.Update.class);
    if (!updates.isEmpty()) {
      SendingRight.require();
      results.addAll(update(updates));
    }
    return results;
  }

  private static <T> List<T> of(List<Write> writes, Class<T> kind) {
    return writes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static Map<String, Snapshot> byReference(List<Line> lines) {
    return lines.stream()
        .collect(Collectors.toMap(Line::reference, RemoteCustomers::snapshot, (one, same) -> one));
  }

  private Line line(Write.Create create) {
    return line(0, create.fields(), create.reference());
  }

  private static Line line(long id, Fields fields, String reference) {
    return new Line(
        id,
        0,
        fields.get(Customer.CODE).orElse(""),
        fields.get(Customer.NAME).orElse(""),
        reference);
  }

  private List<WriteResult> update(List<Write.Update> updates) {
    List<Line> lines =
        updates.stream()
            .map(update -> line(id(update.id()), update.before().with(update.changed()), ""))
            .toList();
    Map<RecordId, Snapshot> changed =
        tables.update(system, tenant, lines).stream()
            .map(RemoteCustomers::snapshot)
            .collect(Collectors.toMap(Snapshot::id, Function.identity()));
    return updates.stream()
        .<WriteResult>map(
            update ->
                new WriteResult.Written(
                    update.key(), Objects.requireNonNull(changed.get(update.id())), false))
        .toList();
  }

  @Override
  public List<WriteResult> fate(List<Ticket> sent) {
    List<String> references = sent.stream().flatMap(t -> t.ourReference().stream()).toList();
    List<RecordId> records = sent.stream().flatMap(t -> t.record().stream()).toList();
    Map<String, Snapshot> made =
        references.isEmpty()
            ? Map.of()
            : byReference(tables.byReference(system, tenant, references));
    Map<RecordId, Snapshot> there =
        records.isEmpty()
            ? Map.of()
            : tables
                .byId(system, tenant, records.stream().map(RemoteCustomers::id).toList())
                .stream()
                .map(RemoteCustomers::snapshot)
                .collect(Collectors.toMap(Snapshot::id, Function.identity()));
    return sent.stream().map(ticket -> fate(ticket, made, there)).toList();
  }

  private static WriteResult fate(
      Ticket ticket, Map<String, Snapshot> made, Map<RecordId, Snapshot> there) {
    Optional<Snapshot> done =
        ticket.operation() == Ticket.Operation.CREATE
            ? ticket.ourReference().map(made::get)
            : ticket
                .record()
                .map(there::get)
                .filter(
                    now ->
                        ticket.sent().keys().stream()
                            .allMatch(field -> now.fields().same(field, ticket.sent())));
    return done.<WriteResult>map(now -> new WriteResult.Written(ticket.key(), now, true))
        .orElseGet(() -> new WriteResult.Absent(ticket.key()));
  }
}
