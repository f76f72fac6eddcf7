package dev.passerelle.testkit;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.SendingRight;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The adapter's side of writing: refuses before sending what the system cannot keep, cuts batches,
 * asks before it creates, and turns what happened to a request into one outcome per write.
 */
final class MemoryBatches {
  private final InMemorySystem system;
  private final MemoryTable table;
  private final MemorySession session;
  private final MemoryWriter writer;

  MemoryBatches(
      InMemorySystem system, MemoryTable table, MemorySession session, MemoryWriter writer) {
    this.system = system;
    this.table = table;
    this.session = session;
    this.writer = writer;
  }

  List<WriteResult> write(List<Write> writes) {
    checkDistinct(writes);
    List<WriteResult> results = new ArrayList<>();
    List<Write> sendable = new ArrayList<>();
    for (Write write : writes) {
      refusedBeforeSending(write).ifPresentOrElse(results::add, () -> sendable.add(write));
    }
    boolean sent = false;
    for (List<Write> chunk : InMemoryAdapter.chunks(sendable, table.entity.writeBatch)) {
      SendingRight.require();
      try {
        results.addAll(send(chunk));
      } catch (OutcomeUnknown unknown) {
        chunk.forEach(write -> results.add(new WriteResult.Unknown(write.key(), unknown.detail())));
      } catch (PasserelleException failure) {
        if (!sent) {
          throw failure;
        }
        chunk.forEach(write -> results.add(new WriteResult.Failed(write.key(), failure.detail())));
      }
      sent = true;
    }
    return results;
  }

  private static void checkDistinct(List<Write> writes) {
    Set<String> keys = new HashSet<>();
    Set<RecordId> targets = new HashSet<>();
    for (Write write : writes) {
      if (!keys.add(write.key()) || !write.target().map(targets::add).orElse(true)) {
        throw new IllegalArgumentException("two writes with one key, or to one record, in a batch");
      }
    }
  }

  private Optional<WriteResult> refusedBeforeSending(Write write) {
    List<FieldError> errors = new ArrayList<>();
    if (write instanceof Write.Create create) {
      int length = create.reference().length();
      if (length > table.entity.referenceLength) {
        errors.add(FieldError.tooLong("reference", length, table.entity.referenceLength));
      }
      errors.addAll(table.schema.judge(create.fields(), true));
    } else if (write instanceof Write.Update update) {
      errors.addAll(table.schema.judge(update.changed(), false));
    } else if (write instanceof Write.Complete complete) {
      errors.addAll(table.schema.judge(complete.fields(), false));
    }
    RecordId id = write.target().orElse(null);
    return errors.isEmpty()
        ? Optional.empty()
        : Optional.of(system.errors().refused(write.key(), table.entity.type(), id, errors));
  }

  private List<WriteResult> send(List<Write> chunk) {
    List<WriteResult> results = new ArrayList<>();
    List<Write> open = asksFirst(chunk) ? lookUp(chunk, results) : chunk;
    if (!open.isEmpty()) {
      SendingRight.require();
      results.addAll(
          session.call(call(SystemCall.WRITE, open.size()), faults -> executeAll(open, faults)));
    }
    return results;
  }

  private boolean asksFirst(List<Write> chunk) {
    CreateSafety.Kind kind = table.entity.createSafety.kind();
    return (kind == CreateSafety.Kind.LOOKUP_BY_REFERENCE || kind == CreateSafety.Kind.ASSIGNED_KEY)
        && chunk.stream().anyMatch(Write.Create.class::isInstance);
  }

  /** What is there already needs no sending; the rest is returned, with its key if we choose it. */
  private List<Write> lookUp(List<Write> chunk, List<WriteResult> results) {
    return session.call(
        call(SystemCall.LOOKUP, chunk.size()),
        faults -> {
          List<Write> open = new ArrayList<>();
          for (Write write : chunk) {
            Write next = write instanceof Write.Create create ? lookUp(create, results) : write;
            if (next != null) {
              open.add(next);
            }
          }
          return open;
        });
  }

  private @Nullable Write lookUp(Write.Create create, List<WriteResult> results) {
    Field<String> key = table.entity.assignedKey;
    if (key != null) {
      AssignedKeys keys = new AssignedKeys(table, key);
      AssignedKeys.Choice choice = keys.choose(create.reference(), create.fields());
      if (choice.free() != null) {
        return keys.under(create, choice.free());
      } else if (choice.ours() == null) {
        return create;
      }
      results.add(writer.written(create.key(), choice.ours(), false));
      return null;
    }
    Optional<MemoryRow> known = writer.byReference(create.reference());
    if (known.isPresent() && !known.get().truth().incomplete) {
      results.add(writer.written(create.key(), known.get(), false));
      return null;
    }
    return create;
  }

  private CallGate.Call call(SystemCall kind, int records) {
    return new CallGate.Call(kind, table.entity.type(), records);
  }

  /** One outcome per write, in the opposite order: callers match by key (W6). */
  private List<WriteResult> executeAll(List<Write> writes, List<Fault.OfRecord> faults) {
    List<WriteResult> results = new ArrayList<>();
    for (int index = 0; index < writes.size(); index++) {
      Set<Fault.OfRecord.Kind> kinds = kindsAt(index, faults);
      WriteResult result = executeOne(writes.get(index), kinds);
      if (!kinds.contains(Fault.OfRecord.Kind.OMIT)) {
        results.add(0, result);
      }
    }
    return results;
  }

  private static Set<Fault.OfRecord.Kind> kindsAt(int index, List<Fault.OfRecord> faults) {
    Set<Fault.OfRecord.Kind> kinds = new HashSet<>();
    faults.stream().filter(each -> each.index() == index).forEach(each -> kinds.add(each.kind()));
    return kinds;
  }

  private WriteResult executeOne(Write write, Set<Fault.OfRecord.Kind> faults) {
    RecordId id = write.target().orElse(null);
    if (faults.contains(Fault.OfRecord.Kind.IN_USE)) {
      return new WriteResult.Failed(
          write.key(), system.errors().detail(ErrorCode.RECORD_IN_USE, table.entity.type(), id));
    }
    boolean asynchronous = table.entity.can(Capability.ASYNCHRONOUS);
    return asynchronous ? accept(write, faults) : execute(write, faults);
  }

  private WriteResult execute(Write write, Set<Fault.OfRecord.Kind> faults) {
    if (faults.contains(Fault.OfRecord.Kind.REFUSE)) {
      return system
          .errors()
          .refused(
              write.key(),
              ErrorCode.REFUSED_BY_REMOTE,
              table.entity.type(),
              write.target().orElse(null));
    }
    WriteResult result = writer.execute(write, faults.contains(Fault.OfRecord.Kind.HALF_WRITE));
    return write instanceof Write.Create create ? ownDuplicate(create, result) : result;
  }

  /** A key of ours that was taken meanwhile by our own late request is our record. */
  private WriteResult ownDuplicate(Write.Create create, WriteResult result) {
    Field<String> key = table.entity.assignedKey;
    if (key == null || !(result instanceof WriteResult.Refused)) {
      return result;
    }
    Fields sent = create.fields().without(List.of(key));
    MemoryRow ours = new AssignedKeys(table, key).choose(create.reference(), sent).ours();
    return ours == null ? result : writer.written(create.key(), ours, false);
  }

  private WriteResult accept(Write write, Set<Fault.OfRecord.Kind> faults) {
    Instant deadline = Instant.ofEpochMilli(system.millis()).plus(table.entity.deadline);
    WriteResult.Accepted accepted = system.jobs().accept(write, deadline);
    system.later(
        table.entity.processing,
        () -> system.jobs().finish(accepted.token(), write, execute(write, faults)));
    return accepted;
  }
}
