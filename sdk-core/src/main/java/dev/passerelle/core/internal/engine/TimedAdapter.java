package dev.passerelle.core.internal.engine;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.internal.engine.Pace.Kind;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An adapter whose answers are timed (L35) and whose failures are its system's; it is asked for any
 * number of records, in calls as large and as many at once as it allows.
 */
final class TimedAdapter implements EntityAdapter {
  private final EntityAdapter adapter;
  private final Pace pace;
  private final SideBySide sideBySide;
  private final Consumer<PasserelleException> failing;

  /** Tells {@code failing} what it throws. */
  TimedAdapter(
      EntityAdapter adapter,
      Pace pace,
      SideBySide sideBySide,
      Consumer<PasserelleException> failing) {
    this.adapter = adapter;
    this.pace = pace;
    this.sideBySide = sideBySide;
    this.failing = failing;
  }

  private <T> T told(Supplier<T> call) {
    try {
      return call.get();
    } catch (PasserelleException e) {
      failing.accept(e);
      throw e;
    }
  }

  private <T> T time(Kind kind, Supplier<T> call) {
    return told(() -> pace.time(kind, call));
  }

  @Override
  public AdapterDescriptor describe() {
    return told(adapter::describe);
  }

  @Override
  public ChangePage changesSince(Position position, int limit) {
    return time(Kind.PAGES, () -> adapter.changesSince(position, limit));
  }

  @Override
  public ChangePage list(Position cursor, int limit, Depth depth) {
    return time(Kind.PAGES, () -> adapter.list(cursor, limit, depth));
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    AdapterDescriptor shape = adapter.describe();
    List<Lookup> answers = new ArrayList<>(ids.size());
    sideBySide
        .each(
            shape.parallel(),
            Calls.chunks(List.copyOf(ids), shape.readBatch()),
            part -> time(Kind.READS, () -> adapter.read(part)))
        .forEach(answers::addAll);
    return answers;
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    return time(Kind.READS, () -> adapter.find(key, values));
  }

  @Override
  public List<WriteResult> write(List<Write> writes) {
    return time(Kind.WRITES, () -> adapter.write(writes));
  }

  @Override
  public List<WriteResult> fate(List<Ticket> sent) {
    return time(Kind.READS, () -> adapter.fate(sent));
  }
}
