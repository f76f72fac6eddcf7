package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.UnsupportedOperation;
import java.util.List;

/** A way of writing one entity. */
interface SageWriter {

  /** Adds what this way can do to what the entity offers for reading. */
  AdapterDescriptor.Builder extend(AdapterDescriptor.Builder descriptor);

  /** One result per write. */
  List<WriteResult> write(List<Write> writes);

  /** One result per ticket. */
  List<WriteResult> fate(List<Ticket> sent);

  /** No way at all: every write is refused by name. */
  static SageWriter none(String system, String entity) {
    return new SageWriter() {
      @Override
      public AdapterDescriptor.Builder extend(AdapterDescriptor.Builder descriptor) {
        return descriptor;
      }

      @Override
      public List<WriteResult> write(List<Write> writes) {
        throw new UnsupportedOperation(system, "write " + entity);
      }

      @Override
      public List<WriteResult> fate(List<Ticket> sent) {
        throw new UnsupportedOperation(system, "fate of " + entity);
      }
    };
  }
}
