package dev.passerelle.benchmarks;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The adapter of a {@link LeanSystem}: pages of 500, writes by the hundred, upsert by reference,
 * exact revisions.
 */
public final class LeanAdapter implements EntityAdapter {
  /** Records in a page. */
  public static final int PAGE = 500;

  /** Records in a write. */
  public static final int BATCH = 100;

  private final LeanSystem system;
  private final AdapterDescriptor descriptor;

  LeanAdapter(LeanSystem system) {
    this.system = system;
    AdapterDescriptor.Builder builder =
        AdapterDescriptor.of(system.type())
            .can(
                Capability.CHANGES,
                Capability.LIST,
                Capability.CREATE,
                Capability.UPDATE,
                Capability.EXACT_REVISION,
                Capability.DELETIONS_IN_CHANGES)
            .createSafety(CreateSafety.upsert(Duration.ofMinutes(1)))
            .pageSize(PAGE)
            .readBatch(BATCH)
            .writeBatch(BATCH)
            .overlap(Duration.ofMinutes(5));
    system.rescan().ifPresent(builder::rescan);
    system.offered().forEach(field -> builder.field(FieldRule.of(field)));
    descriptor = builder.build();
  }

  @Override
  public AdapterDescriptor describe() {
    return descriptor;
  }

  @Override
  public ChangePage changesSince(Position position, int limit) {
    system.reach();
    system.pages++;
    int from = Integer.parseInt(position.value());
    int to = Math.min(system.entries(), from + limit);
    List<Change> changes = new ArrayList<>(to - from);
    for (int entry = from; entry < to; entry++) {
      changes.add(Change.of(system.shown(entry)));
    }
    return page(changes, Integer.toString(to), to == system.entries());
  }

  /** The cursor is the next number and the feed's length when the list began. */
  @Override
  public ChangePage list(Position cursor, int limit, Depth depth) {
    system.reach();
    system.pages++;
    String[] parts = (cursor.isStart() ? "0:" + system.entries() : cursor.value()).split(":");
    int from = Integer.parseInt(parts[0]);
    int to = Math.min(system.size(), from + limit);
    List<Change> changes = new ArrayList<>(to - from);
    for (int number = from; number < to; number++) {
      changes.add(
          depth == Depth.FULL
              ? Change.of(system.snapshot(number))
              : Change.of(RecordId.of(Integer.toString(number))));
    }
    boolean last = to == system.size();
    return page(changes, last ? parts[1] : to + ":" + parts[1], last);
  }

  private static ChangePage page(List<Change> changes, String next, boolean last) {
    return new ChangePage(changes, new Position(next), last, Instant.now());
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    system.reach();
    system.reads++;
    List<Lookup> answers = new ArrayList<>(ids.size());
    for (RecordId id : ids) {
      int number = Integer.parseInt(id.value());
      answers.add(
          number < system.size() ? new Lookup.Found(system.snapshot(number)) : new Lookup.Gone(id));
    }
    return answers;
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    throw new UnsupportedOperation(system.name(), "find");
  }

  @Override
  public List<WriteResult> write(List<Write> writes) {
    system.reach();
    if (writes.size() > BATCH) {
      throw new IllegalArgumentException("more than " + BATCH + " writes in one call");
    }
    system.writeCalls++;
    return writes.stream().map(this::write).toList();
  }

  private WriteResult write(Write write) {
    if (write instanceof Write.Create create) {
      int number = system.create(create.reference(), create.fields());
      return new WriteResult.Written(create.key(), system.snapshot(number), true);
    }
    if (write instanceof Write.Update update) {
      int number = Integer.parseInt(update.id().value());
      system.change(number, update.changed());
      return new WriteResult.Written(update.key(), system.snapshot(number), false);
    }
    throw new UnsupportedOperation(system.name(), write.getClass().getSimpleName());
  }

  @Override
  public List<WriteResult> fate(List<Ticket> sent) {
    system.reach();
    system.reads++;
    List<WriteResult> answers = new ArrayList<>(sent.size());
    for (Ticket ticket : sent) {
      Integer number =
          ticket
              .record()
              .map(id -> Integer.valueOf(id.value()))
              .or(() -> ticket.ourReference().map(system::byReference))
              .orElse(null);
      answers.add(
          number == null
              ? new WriteResult.Absent(ticket.key())
              : new WriteResult.Written(ticket.key(), system.snapshot(number), false));
    }
    return answers;
  }
}
