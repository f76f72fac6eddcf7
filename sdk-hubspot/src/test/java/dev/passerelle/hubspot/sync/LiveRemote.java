package dev.passerelle.hubspot.sync;

import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.hubspot.RowOutcome;
import dev.passerelle.hubspot.model.BatchRead;
import dev.passerelle.hubspot.model.BatchRow;
import dev.passerelle.hubspot.model.HubSpotObject;
import dev.passerelle.simulators.hubspot.HubSpotRecord;
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

/** A real account past the adapter: single records by id. */
class LiveRemote implements Remote {
  private final LivePortal portal;
  private final String objectType;
  private final String reference;
  private final Map<Field<?>, Column<?>> columns = new LinkedHashMap<>();

  LiveRemote(LivePortal portal, String objectType, String reference, Column<?>... columns) {
    this.portal = portal;
    this.objectType = objectType;
    this.reference = reference;
    for (Column<?> column : columns) {
      this.columns.put(column.field(), column);
    }
  }

  @Override
  public RecordId create(Fields fields) {
    String id =
        done(
            portal
                .client
                .objects(objectType)
                .create(List.of(BatchRow.create("t", values(fields)))));
    portal.remember(objectType, id);
    return RecordId.of(id);
  }

  @Override
  public void edit(RecordId id, Fields changed) {
    done(
        portal
            .client
            .objects(objectType)
            .update(List.of(BatchRow.update("t", id.value(), values(changed)))));
  }

  private static String done(List<RowOutcome> outcomes) {
    if (outcomes.get(0) instanceof RowOutcome.Done done) {
      return done.object().id();
    }
    throw new AssertionError("not written: " + outcomes.get(0));
  }

  private Map<String, String> values(Fields fields) {
    Map<String, String> values = new LinkedHashMap<>();
    columns.values().forEach(column -> column.write(fields, values));
    return values;
  }

  @Override
  public Optional<Fields> fields(RecordId id) {
    Set<String> names = new LinkedHashSet<>();
    columns.values().forEach(column -> names.addAll(column.properties()));
    return portal.client.objects(objectType).get(id.value(), names).map(this::fields);
  }

  private Fields fields(HubSpotObject object) {
    Map<String, String> values = new LinkedHashMap<>();
    object.properties().forEach((name, value) -> values.put(name, value == null ? "" : value));
    HubSpotRecord record =
        new HubSpotRecord(
            objectType,
            object.id(),
            values,
            Instant.EPOCH,
            Instant.EPOCH,
            object.archived(),
            Map.of());
    Fields.Builder fields = Fields.builder();
    columns.values().forEach(column -> column.read(record, fields));
    return fields.build();
  }

  @Override
  public Instant now() {
    portal.client.account().details();
    return portal.client.serverTime().orElseThrow();
  }

  /** Real time passes by itself only; what would take long is left to the simulator. */
  @Override
  public void advance(Duration by) {
    LiveRun.pass(by);
  }

  @Override
  public long liveRecords(String value) {
    return portal
        .client
        .objects(objectType)
        .read(BatchRead.by(reference, List.of(value), List.of()), false)
        .size();
  }

  @Override
  public void delete(RecordId id) {
    portal.client.objects(objectType).archive(List.of(id.value()));
  }
}
