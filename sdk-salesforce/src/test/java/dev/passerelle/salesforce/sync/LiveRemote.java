package dev.passerelle.salesforce.sync;

import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.salesforce.SalesforceClient;
import dev.passerelle.salesforce.Soql;
import dev.passerelle.salesforce.model.SalesforceRecord;
import dev.passerelle.simulators.salesforce.SalesforceRow;
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

/** A real org past the adapter: single records over the plain REST resources, and queries. */
class LiveRemote implements Remote {
  private static final String SOBJECTS =
      "services/data/v" + SalesforceClient.API_VERSION + "/sobjects/";

  private final LiveOrg org;
  private final String object;
  private final Map<String, Object> always;
  private final Map<Field<?>, Column<?>> columns = new LinkedHashMap<>();

  LiveRemote(LiveOrg org, String object, Map<String, Object> always, Column<?>... columns) {
    this.org = org;
    this.object = object;
    this.always = always;
    for (Column<?> column : columns) {
      this.columns.put(column.field(), column);
    }
  }

  @Override
  public RecordId create(Fields fields) {
    Map<String, Object> values = new LinkedHashMap<>(always);
    values.putAll(values(fields));
    String id =
        org.client.raw().post(SOBJECTS + object, JsonTree.of(values)).at("id").text().orElseThrow();
    org.remember(object, id);
    return RecordId.of(id);
  }

  @Override
  public void edit(RecordId id, Fields changed) {
    edit(id, changed, Map.of());
  }

  void edit(RecordId id, Fields changed, Map<String, Object> more) {
    Map<String, Object> values = values(changed);
    values.putAll(more);
    org.client.raw().patch(SOBJECTS + object + "/" + id, JsonTree.of(values));
  }

  private Map<String, Object> values(Fields fields) {
    Map<String, Object> values = new LinkedHashMap<>();
    columns.values().forEach(column -> column.write(fields, values));
    return values;
  }

  @Override
  public Optional<Fields> fields(RecordId id) {
    Set<String> names = new LinkedHashSet<>(List.of("Id"));
    columns.values().forEach(column -> names.addAll(column.names()));
    Soql query = Soql.select(names).from(object).where(Soql.eq("Id", id.value()));
    return org.client.query().rows(query).stream().findFirst().map(row -> fields(row, names));
  }

  private Fields fields(SalesforceRecord record, Set<String> names) {
    Map<String, Object> values = new LinkedHashMap<>();
    names.forEach(name -> values.put(name, record.text(name).orElse(null)));
    SalesforceRow row = new SalesforceRow(record.id(), false, values);
    Fields.Builder fields = Fields.builder();
    columns.values().forEach(column -> column.read(row, fields));
    return fields.build();
  }

  @Override
  public Instant now() {
    org.client.identity();
    return org.client.serverTime().orElseThrow();
  }

  /** Real time passes by itself only; what would take long is left to the simulator. */
  @Override
  public void advance(Duration by) {
    LiveRun.pass(by);
  }

  @Override
  public long liveRecords(String reference) {
    return org.client
        .query()
        .rows(Soql.select("Id").from(object).where(Soql.eq(org.settings.reference(), reference)))
        .size();
  }

  @Override
  public void delete(RecordId id) {
    org.client.raw().delete(SOBJECTS + object + "/" + id);
  }
}
