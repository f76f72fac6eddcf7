package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sage.sage100.model.AgentOperation;
import dev.passerelle.sage.sage100.model.AgentRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one entity is written through the agent. */
interface AgentKind {

  /** The entity type. */
  EntityType type();

  AdapterDescriptor.Builder extend(AdapterDescriptor.Builder descriptor);

  /** What each write asks of the agent, or why it is not even sent. */
  List<Prepared> prepare(List<Write> writes);

  /** The agent's reference of a create. */
  String reference(String ours);

  /** The record as the agent shows it, in the fields that it shows. */
  Snapshot snapshot(AgentRecord record);

  /** The name of a column, or of a place in a document, in the words of the model. */
  String fieldName(String column);

  /** What became of writes on existing records, and of creates that the agent does not know. */
  WriteResult look(Ticket ticket);

  /**
   * A write made ready.
   *
   * @param write the write
   * @param operations what to ask, in order; empty when there is a result already
   * @param result the result, when nothing is to be sent
   */
  record Prepared(Write write, List<AgentOperation> operations, @Nullable WriteResult result) {
    static Prepared done(Write write, WriteResult result) {
      return new Prepared(write, List.of(), result);
    }

    static Prepared send(Write write, List<AgentOperation> operations) {
      return new Prepared(write, operations, null);
    }
  }
}
