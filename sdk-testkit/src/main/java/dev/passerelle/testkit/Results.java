package dev.passerelle.testkit;

import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Small conversions of writes, tickets and results. */
final class Results {
  private Results() {}

  /** The same outcome under another key. */
  static WriteResult rekey(WriteResult result, String key) {
    if (result instanceof WriteResult.Written written) {
      return new WriteResult.Written(key, written.snapshot(), written.created());
    } else if (result instanceof WriteResult.Accepted accepted) {
      return new WriteResult.Accepted(key, accepted.token(), accepted.deadline());
    } else if (result instanceof WriteResult.Incomplete half) {
      return new WriteResult.Incomplete(key, half.id(), half.snapshot(), half.cause());
    } else if (result instanceof WriteResult.Refused refused) {
      return new WriteResult.Refused(
          key, refused.cause(), refused.fields(), refused.awaiting(), refused.existing());
    } else if (result instanceof WriteResult.Failed failed) {
      return new WriteResult.Failed(key, failed.cause());
    } else if (result instanceof WriteResult.Unknown unknown) {
      return new WriteResult.Unknown(key, unknown.cause());
    }
    return result instanceof WriteResult.Stale
        ? new WriteResult.Stale(key)
        : new WriteResult.Absent(key);
  }

  /** The note that is made before a write is sent. */
  static Ticket ticket(Write write, @Nullable WriteResult answer, Instant sentAt) {
    String token = answer instanceof WriteResult.Accepted accepted ? accepted.token() : null;
    String reference = null;
    Fields sent = Fields.empty();
    if (write instanceof Write.Create create) {
      reference = create.reference();
      sent = create.fields();
    } else if (write instanceof Write.Complete complete) {
      reference = complete.reference();
      sent = complete.fields();
    } else if (write instanceof Write.Update update) {
      sent = update.changed();
    }
    return new Ticket(
        write.key(), operation(write), reference, write.target().orElse(null), sent, token, sentAt);
  }

  static Ticket.Operation operation(Write write) {
    if (write instanceof Write.Create) {
      return Ticket.Operation.CREATE;
    } else if (write instanceof Write.Complete) {
      return Ticket.Operation.COMPLETE;
    } else if (write instanceof Write.Update) {
      return Ticket.Operation.UPDATE;
    } else if (write instanceof Write.Archive) {
      return Ticket.Operation.ARCHIVE;
    }
    return write instanceof Write.Restore ? Ticket.Operation.RESTORE : Ticket.Operation.DELETE;
  }
}
