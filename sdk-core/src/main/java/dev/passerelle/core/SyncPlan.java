package dev.passerelle.core;

import dev.passerelle.core.csv.Csv;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What a run would do: every field of every write with its reason, and the report that the run
 * would give. Making it writes nothing anywhere.
 *
 * @param writes in the order in which they would be made
 * @param report counts, notices and errors
 */
public record SyncPlan(List<PlannedWrite> writes, SyncReport report) {

  /** Copies. */
  public SyncPlan {
    writes = List.copyOf(writes);
  }

  /** One line per field, for people. */
  public void text(Appendable out) throws IOException {
    for (PlannedWrite write : writes) {
      out.append(write.operation()).append(' ');
      out.append(write.system()).append('/').append(write.entity()).append(' ');
      out.append(write.record()).append("  ").append(write.field());
      out.append(": ").append(show(write.before())).append(" -> ").append(show(write.after()));
      out.append("  [").append(write.flow()).append(", ").append(write.reason()).append("]\n");
    }
  }

  /** Comma-separated values with a header line, quoted as RFC 4180 says. */
  public void csv(Appendable out) throws IOException {
    out.append("system,entity,record,operation,flow,field,before,after,reason\r\n");
    for (PlannedWrite w : writes) {
      Csv.line(
          out,
          List.of(
              w.system(),
              w.entity(),
              w.record(),
              w.operation(),
              w.flow(),
              w.field(),
              show(w.before()),
              show(w.after()),
              w.reason()));
    }
  }

  /** One JSON array of objects. */
  public void json(Appendable out) throws IOException {
    out.append("[");
    for (int i = 0; i < writes.size(); i++) {
      PlannedWrite w = writes.get(i);
      Map<String, Object> object = new java.util.LinkedHashMap<>();
      object.put("system", w.system());
      object.put("entity", w.entity());
      object.put("record", w.record());
      object.put("operation", w.operation());
      object.put("flow", w.flow());
      object.put("field", w.field());
      object.put("before", w.before());
      object.put("after", w.after());
      object.put("reason", w.reason());
      out.append(i == 0 ? "\n  " : ",\n  ");
      out.append(dev.passerelle.core.internal.ledger.Payload.json(object));
    }
    out.append("\n]\n");
  }

  private static String show(@org.jspecify.annotations.Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
