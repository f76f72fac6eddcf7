package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.http.JsonTree;
import dev.passerelle.sage.sage100.Row;
import dev.passerelle.sage.sage100.model.AgentRecord;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The agent's records in the form of rows, so that they are read like rows. */
final class AgentRows {
  private AgentRows() {}

  static Row row(AgentRecord record) {
    Map<String, @Nullable Object> values = values(record.fields());
    values.put("cbMarq", record.marq());
    time(record.modified()).ifPresent(time -> values.put("cbModification", time));
    return Row.of(values);
  }

  static Row row(AgentRecord.AgentLine line) {
    Map<String, @Nullable Object> values = values(line.fields());
    values.put("cbMarq", line.marq());
    return Row.of(values);
  }

  private static Map<String, @Nullable Object> values(JsonTree fields) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    fields.fields().forEach((column, value) -> values.put(column, value.text().orElse(null)));
    return values;
  }

  private static Optional<LocalDateTime> time(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(LocalDateTime.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
