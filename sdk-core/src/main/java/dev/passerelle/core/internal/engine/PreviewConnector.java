package dev.passerelle.core.internal.engine;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Priced;
import dev.passerelle.core.adapter.Pricing;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.SystemDescriptor;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A connector that reads and never writes: writes are answered as if they had been made. */
final class PreviewConnector implements Connector, Pricing {
  private final Connector real;

  PreviewConnector(Connector real) {
    this.real = real;
  }

  @Override
  public SystemDescriptor describe() {
    return real.describe();
  }

  @Override
  public Optional<EntityAdapter> adapter(EntityType type, Selection selection) {
    return real.adapter(type, selection).map(PreviewAdapter::new);
  }

  @Override
  public List<Finding> check() {
    return real.check();
  }

  @Override
  public List<Priced> price(List<Fields> documents) {
    return real instanceof Pricing pricing
        ? pricing.price(documents)
        : documents.stream().map(document -> NOT_PRICED).toList();
  }

  private static final Priced NOT_PRICED = new Priced(null, null, null, java.util.Set.of(), null);

  /** The real connector stays open: it is the engine's. */
  @Override
  public void close() {}

  private static final class PreviewAdapter implements EntityAdapter {
    private final EntityAdapter real;
    private final Map<RecordId, Snapshot> made = new LinkedHashMap<>();
    private final Map<RecordId, Fields> changed = new LinkedHashMap<>();

    PreviewAdapter(EntityAdapter real) {
      this.real = real;
    }

    @Override
    public AdapterDescriptor describe() {
      return real.describe();
    }

    @Override
    public ChangePage changesSince(Position position, int limit) {
      return afterwards(real.changesSince(position, limit));
    }

    @Override
    public ChangePage list(Position cursor, int limit, Depth depth) {
      return afterwards(real.list(cursor, limit, depth));
    }

    private ChangePage afterwards(ChangePage page) {
      List<Change> changes =
          page.changes().stream()
              .map(change -> change.shown().map(this::afterwards).map(Change::of).orElse(change))
              .toList();
      return new ChangePage(changes, page.next(), page.last(), page.serverTime());
    }

    /** What a record would show once the writes of the preview were made: no echo, no revert. */
    private Snapshot afterwards(Snapshot shown) {
      Fields written = changed.getOrDefault(shown.id(), Fields.empty());
      return written.isEmpty()
          ? shown
          : shown.withFields(shown.fields().with(written.only(shown.fields().keys())));
    }

    @Override
    public List<Lookup> read(Collection<RecordId> ids) {
      List<Lookup> answers = new ArrayList<>();
      List<RecordId> others = new ArrayList<>();
      for (RecordId id : ids) {
        Snapshot known = made.get(id);
        if (known == null) {
          others.add(id);
        } else {
          answers.add(new Lookup.Found(known));
        }
      }
      if (!others.isEmpty()) {
        for (Lookup answer : real.read(others)) {
          answers.add(
              answer instanceof Lookup.Found found
                  ? new Lookup.Found(afterwards(found.snapshot()))
                  : answer);
        }
      }
      return answers;
    }

    @Override
    public List<Snapshot> find(Field<?> key, Collection<?> values) {
      return real.find(key, values);
    }

    @Override
    public List<WriteResult> write(List<Write> writes) {
      return writes.stream().<WriteResult>map(this::answer).toList();
    }

    private WriteResult answer(Write write) {
      if (write instanceof Write.Create create) {
        RecordId id = RecordId.of("(new " + (made.size() + 1) + ")");
        Snapshot snapshot = Snapshot.of(describe().type(), id, kept(create.fields()));
        made.put(id, snapshot);
        return new WriteResult.Written(create.key(), snapshot, true);
      }
      Fields fields =
          write instanceof Write.Update update
              ? update.changed()
              : write instanceof Write.Complete complete ? complete.fields() : Fields.empty();
      RecordId id = write.target().orElseThrow();
      Fields kept = kept(fields);
      changed.merge(id, kept, Fields::with);
      return new WriteResult.Written(write.key(), Snapshot.of(describe().type(), id, kept), false);
    }

    /** What the system would make of the values (L12). */
    private Fields kept(Fields sent) {
      Fields.Builder kept = Fields.builder();
      sent.keys().forEach(field -> keep(kept, field, sent));
      return kept.build();
    }

    private <T> void keep(Fields.Builder kept, Field<T> field, Fields sent) {
      T value = sent.get(field).orElse(null);
      Optional<FieldRule<T>> rule = describe().rule(field);
      kept.set(field, value == null || rule.isEmpty() ? value : rule.get().normalized(value));
    }

    @Override
    public List<WriteResult> fate(List<Ticket> sent) {
      // What was really sent before has a fate; what the preview itself made has none.
      List<WriteResult> answers = new ArrayList<>();
      List<Ticket> others = new ArrayList<>();
      for (Ticket ticket : sent) {
        if (ticket.record().filter(made::containsKey).isPresent()) {
          answers.add(new WriteResult.Absent(ticket.key()));
        } else {
          others.add(ticket);
        }
      }
      if (!others.isEmpty()) {
        answers.addAll(real.fate(others));
      }
      return answers;
    }
  }
}
