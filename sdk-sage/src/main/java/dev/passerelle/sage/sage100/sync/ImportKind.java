package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one entity is written by import files. */
interface ImportKind {
  AdapterDescriptor.Builder extend(AdapterDescriptor.Builder descriptor);

  /** The beginning of file names: files are taken in the order of their names. */
  String rank();

  /**
   * The lines of a write, or why it is not written; for a create that is there already, the record.
   */
  Prepared prepare(Write write);

  /** The model's name of a column. */
  String fieldName(String column);

  /**
   * What SQL shows of a write: written, or absent.
   *
   * @param made what the journal says was made, or what the file asks for; empty when neither is
   *     there
   * @param told whether the journal says so: otherwise a record only counts when it holds what was
   *     sent
   */
  WriteResult look(Ticket ticket, String made, boolean told);

  /**
   * A write made ready.
   *
   * @param lines of the file; empty when there is a result already
   * @param result the result, when nothing is to be written
   */
  record Prepared(List<List<String>> lines, @Nullable WriteResult result) {
    static Prepared done(WriteResult result) {
      return new Prepared(List.of(), result);
    }

    static Prepared lines(List<List<String>> lines) {
      return new Prepared(lines, null);
    }
  }
}
