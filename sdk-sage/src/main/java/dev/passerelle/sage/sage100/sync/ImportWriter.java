package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.sage.sage100.ImportDirectory.Stage;
import dev.passerelle.sage.sage100.model.AgentError;
import dev.passerelle.sage.sage100.model.ImportRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes by import files: accepted, never written at once (L21); the journal and the database tell
 * what became of it.
 */
final class ImportWriter implements SageWriter {
  private final ImportPath path;
  private final ImportKind kind;
  private final AgentRefusals refusals;

  ImportWriter(ImportPath path, ImportKind kind, AgentRefusals refusals) {
    this.path = path;
    this.kind = kind;
    this.refusals = refusals;
  }

  @Override
  public AdapterDescriptor.Builder extend(AdapterDescriptor.Builder descriptor) {
    return kind.extend(descriptor);
  }

  /** What a system causes is thrown while nothing has happened; after that each write is told. */
  @Override
  public List<WriteResult> write(List<Write> writes) {
    List<WriteResult> results = new ArrayList<>();
    for (Write write : writes) {
      try {
        results.add(write(write));
      } catch (PasserelleException e) {
        if (results.isEmpty()) {
          throw e;
        }
        results.add(new WriteResult.Failed(write.key(), e.detail()));
      }
    }
    return results;
  }

  private WriteResult write(Write write) {
    if (!(write instanceof Write.Create create)) {
      return submit(write, path.once(kind.rank()));
    }
    String name = path.last(kind.rank(), create.reference());
    if (path.directory().stage(name) == Stage.NONE) {
      return submit(write, name);
    }
    return rejected(name) ? submit(write, ImportPath.next(name)) : repeated(create, name);
  }

  private WriteResult submit(Write write, String name) {
    ImportKind.Prepared prepared = kind.prepare(write);
    if (prepared.result() != null) {
      return prepared.result();
    }
    path.submit(name, prepared.lines());
    return accepted(write.key(), name, path.now());
  }

  /** The file of the create is there: nothing is made a second time (W3). */
  private WriteResult repeated(Write.Create create, String name) {
    Ticket ticket =
        new Ticket(
            create.key(),
            Operation.CREATE,
            create.reference(),
            null,
            create.fields(),
            name,
            path.now());
    return fate(ticket) instanceof WriteResult.Written written
        ? new WriteResult.Written(create.key(), written.snapshot(), false)
        : accepted(create.key(), name, path.now());
  }

  private WriteResult accepted(String key, String name, Instant since) {
    return new WriteResult.Accepted(key, name, path.deadline(since));
  }

  private boolean rejected(String name) {
    return path.directory()
        .journal(name)
        .map(records -> records.stream().anyMatch(record -> !record.accepted()))
        .orElse(false);
  }

  @Override
  public List<WriteResult> fate(List<Ticket> sent) {
    return sent.stream().map(this::fate).toList();
  }

  private WriteResult fate(Ticket ticket) {
    Optional<String> name =
        ticket.acceptedToken().filter(token -> !token.isEmpty()).or(() -> named(ticket));
    if (name.isEmpty()) {
      return kind.look(ticket, "", false);
    }
    return path.directory()
        .journal(name.get())
        .map(journal -> told(ticket, name.get(), journal))
        .orElseGet(() -> untold(ticket, name.get()));
  }

  /** A create whose token was lost is found by its reference. */
  private Optional<String> named(Ticket ticket) {
    return ticket.operation() == Operation.CREATE
        ? ticket.ourReference().map(reference -> path.last(kind.rank(), reference))
        : Optional.empty();
  }

  private WriteResult told(Ticket ticket, String name, List<ImportRecord> records) {
    ticket.ourReference().ifPresent(reference -> path.settled(kind.rank(), reference));
    List<AgentError> errors =
        records.stream().filter(r -> !r.accepted()).flatMap(r -> r.errors().stream()).toList();
    if (records.stream().anyMatch(record -> !record.accepted())) {
      boolean busy = errors.stream().allMatch(error -> error.code().equals("RECORD_IN_USE"));
      String id = ticket.record().map(RecordId::value).or(ticket::ourReference).orElse("");
      // A user had it open: surely not done, and worth another attempt.
      return busy && !errors.isEmpty()
          ? new WriteResult.Absent(ticket.key())
          : refusals.refused(ticket.key(), id, errors);
    }
    String made = records.isEmpty() ? "" : records.get(0).made();
    WriteResult seen = kind.look(ticket, made, true);
    // Done and not to be seen: a person took it away meanwhile, and a person must look.
    return seen instanceof WriteResult.Absent
        ? accepted(ticket.key(), name, ticket.sentAt())
        : seen;
  }

  /** No journal: not imported yet, or interrupted; then the database may show it all the same. */
  private WriteResult untold(Ticket ticket, String name) {
    Stage stage = path.directory().stage(name);
    if (stage == Stage.WAITING) {
      return accepted(ticket.key(), name, ticket.sentAt());
    }
    WriteResult seen = kind.look(ticket, asked(name), false);
    return stage != Stage.NONE && seen instanceof WriteResult.Absent
        ? accepted(ticket.key(), name, ticket.sentAt())
        : seen;
  }

  /** What the file asks for, in the words of a journal. */
  private String asked(String name) {
    List<String> first =
        path.directory().records(name).stream()
            .flatMap(List::stream)
            .findFirst()
            .orElse(List.of(""));
    return switch (first.get(0)) {
      case "C" -> first.get(1);
      case "K" -> String.join("/", first.subList(1, 4));
      default -> "";
    };
  }
}
