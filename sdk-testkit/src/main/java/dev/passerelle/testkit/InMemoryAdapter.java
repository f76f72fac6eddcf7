package dev.passerelle.testkit;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** The adapter of one table: checks abilities, calls the system, cuts batches. */
final class InMemoryAdapter implements EntityAdapter {
  private final InMemorySystem system;
  private final MemoryTable table;
  private final MemorySession session;
  private final Set<Field<?>> needed;
  private final AdapterDescriptor descriptor;
  private final MemoryReader reader;
  private final MemoryFates fates;
  private final MemoryBatches batches;

  /** {@code fields} are those selected, in the order of the schema; some are {@code needed}. */
  InMemoryAdapter(
      InMemorySystem system,
      MemoryTable table,
      MemorySession session,
      List<Field<?>> fields,
      Set<Field<?>> needed) {
    this.system = system;
    this.table = table;
    this.session = session;
    this.needed = needed;
    reader = new MemoryReader(system, table, fields);
    MemoryWriter writer = new MemoryWriter(system, table, reader);
    fates = new MemoryFates(system, table, writer);
    batches = new MemoryBatches(system, table, session, writer);
    AdapterDescriptor.Builder shown = table.entity.descriptor().shape(table.schema.shape());
    fields.forEach(field -> shown.field(table.schema.rule(field)));
    descriptor = shown.build();
  }

  @Override
  public AdapterDescriptor describe() {
    return descriptor;
  }

  @Override
  public ChangePage changesSince(Position position, int limit) {
    require(Capability.CHANGES);
    int records = pageOf(limit);
    return call(SystemCall.CHANGES, records, () -> reader.changes(position, records));
  }

  @Override
  public ChangePage list(Position cursor, int limit, Depth depth) {
    require(Capability.LIST);
    int records = pageOf(limit);
    return call(SystemCall.LIST, records, () -> reader.list(cursor, records, depth));
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    List<Lookup> answers = new ArrayList<>();
    for (List<RecordId> chunk : chunks(List.copyOf(ids), table.entity.readBatch)) {
      answers.addAll(call(SystemCall.READ, chunk.size(), () -> reader.read(chunk)));
    }
    return answers;
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    require(Capability.FIND);
    if (!table.entity.findKeys.contains(key)) {
      throw system.errors().unsupported("find by " + key.name(), type());
    }
    return call(SystemCall.FIND, values.size(), () -> reader.find(key, values));
  }

  @Override
  public List<WriteResult> write(List<Write> writes) {
    writes.forEach(write -> require(abilityFor(write)));
    checkShape();
    return batches.write(writes);
  }

  @Override
  public List<WriteResult> fate(List<Ticket> sent) {
    List<WriteResult> answers = new ArrayList<>();
    for (List<Ticket> chunk : chunks(sent, table.entity.readBatch)) {
      answers.addAll(
          call(SystemCall.FATE, chunk.size(), () -> chunk.stream().map(fates::of).toList()));
    }
    return answers;
  }

  private <T> T call(SystemCall kind, int records, Supplier<T> body) {
    return session.call(
        new CallGate.Call(kind, type(), records),
        faults -> {
          checkShape();
          return body.get();
        });
  }

  /** A needed field that the system no longer has stops this adapter, not the others (E2). */
  private void checkShape() {
    needed.stream()
        .filter(field -> !table.schema.offers(field))
        .findFirst()
        .ifPresent(
            gone -> {
              throw system.errors().drift(type(), gone);
            });
  }

  private int pageOf(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1");
    }
    return Math.min(limit, table.entity.pageSize);
  }

  private void require(Capability capability) {
    if (!table.entity.can(capability)) {
      throw system.errors().unsupported(capability.name().toLowerCase(Locale.ROOT), type());
    }
  }

  private static Capability abilityFor(Write write) {
    return switch (Results.operation(write)) {
      case CREATE, COMPLETE -> Capability.CREATE;
      case UPDATE -> Capability.UPDATE;
      case ARCHIVE -> Capability.ARCHIVE;
      case RESTORE -> Capability.RESTORE;
      case DELETE -> Capability.DELETE;
    };
  }

  private EntityType type() {
    return table.entity.type();
  }

  static <T> List<List<T>> chunks(List<T> all, int size) {
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      chunks.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return chunks;
  }
}
