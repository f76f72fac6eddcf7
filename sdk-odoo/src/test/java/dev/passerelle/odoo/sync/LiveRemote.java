package dev.passerelle.odoo.sync;

import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.odoo.model.FieldInfo;
import dev.passerelle.odoo.model.OdooRecord;
import dev.passerelle.testkit.LiveRun;
import dev.passerelle.testkit.Remote;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A real server past the adapter: the plain methods of a model. */
class LiveRemote implements Remote {
  private final LiveServer server;
  private final String model;
  private final Map<String, Object> usual;
  private final Map<Field<?>, Column<?>> columns = new LinkedHashMap<>();

  LiveRemote(LiveServer server, String model, Map<String, Object> usual, Column<?>... columns) {
    this.server = server;
    this.model = model;
    this.usual = usual;
    for (Column<?> column : columns) {
      this.columns.put(column.field(), column);
    }
  }

  private static long id(RecordId id) {
    return Long.parseLong(id.value());
  }

  @Override
  public RecordId create(Fields fields) {
    Map<String, Object> values = new LinkedHashMap<>(usual);
    values.putAll(values(fields));
    return RecordId.of(Long.toString(server.create(model, values)));
  }

  @Override
  public void edit(RecordId id, Fields changed) {
    server.client.model(model).write(List.of(id(id)), values(changed));
  }

  private Map<String, Object> values(Fields fields) {
    Map<String, Object> values = new LinkedHashMap<>();
    columns.values().forEach(column -> column.write(fields, values));
    return values;
  }

  @Override
  public Optional<Fields> fields(RecordId id) {
    Set<String> names = new LinkedHashSet<>();
    columns.values().forEach(column -> names.addAll(column.names()));
    return server.client.model(model).read(List.of(id(id)), List.copyOf(names)).stream()
        .findFirst()
        .map(record -> fields(record, names));
  }

  private Fields fields(OdooRecord record, Set<String> names) {
    Map<String, FieldInfo> known = server.client.model(model).fields();
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : names) {
      FieldInfo info = known.get(name);
      Optional<?> value =
          info == null
              ? Optional.empty()
              : switch (info.type()) {
                case "many2one" -> record.link(name);
                case "float", "monetary", "integer" -> record.number(name);
                default -> record.text(name);
              };
      values.put(name, value.isPresent() ? value.get() : Boolean.FALSE);
    }
    Fields.Builder fields = Fields.builder();
    columns.values().forEach(column -> column.read(values, fields));
    return fields.build();
  }

  @Override
  public Instant now() {
    server.client.version();
    return server.client.serverTime().orElseThrow();
  }

  /** Real time passes by itself only; what would take long is left to the simulator. */
  @Override
  public void advance(Duration by) {
    LiveRun.pass(by);
  }

  @Override
  public long liveRecords(String reference) {
    return server.client.byExternalId("passerelle", reference).isPresent() ? 1 : 0;
  }

  @Override
  public void archive(RecordId id) {
    server.client.model(model).write(List.of(id(id)), Map.of("active", false));
  }

  @Override
  public void delete(RecordId id) {
    server.client.model(model).unlink(List.of(id(id)));
  }
}
