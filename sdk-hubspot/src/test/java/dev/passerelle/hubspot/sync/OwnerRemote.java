package dev.passerelle.hubspot.sync;

import dev.passerelle.core.http.Json;
import dev.passerelle.core.model.Employee;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.simulators.Fault;
import dev.passerelle.testkit.Remote;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The contract's view of the owners of the simulated account, who are no records. */
final class OwnerRemote extends PortalRemote {
  private static final Map<Field<String>, String> NAMES =
      Map.of(
          Employee.EMAIL, "email",
          Employee.FIRST_NAME, "firstName",
          Employee.LAST_NAME, "lastName");

  private final Map<String, Map<String, Object>> owners = new LinkedHashMap<>();
  private final Json json = new Json();

  OwnerRemote(Portals portals) {
    super(portals, "owners", "");
  }

  @Override
  public RecordId create(Fields fields) {
    String id = Integer.toString(9001 + owners.size());
    Map<String, Object> owner = new LinkedHashMap<>(Map.of("id", id, "archived", false));
    owners.put(id, owner);
    return put(owner, fields);
  }

  @Override
  public void edit(RecordId id, Fields changed) {
    put(owner(id), changed);
  }

  private RecordId put(Map<String, Object> owner, Fields fields) {
    NAMES.forEach(
        (field, name) -> {
          if (fields.has(field)) {
            owner.put(name, fields.get(field).orElse(""));
          }
        });
    portals.simulator.load(json.write(Map.of("owners", List.of(owner))));
    return RecordId.of(String.valueOf(owner.get("id")));
  }

  private Map<String, Object> owner(RecordId id) {
    return Optional.ofNullable(owners.get(id.value())).orElseThrow();
  }

  @Override
  public Optional<Fields> fields(RecordId id) {
    return Optional.ofNullable(owners.get(id.value()))
        .map(
            owner -> {
              Fields.Builder fields = Fields.builder();
              NAMES.forEach((field, name) -> fields.set(field, String.valueOf(owner.get(name))));
              return fields.build();
            });
  }

  @Override
  public void advance(Duration by) {
    portals.pass(by);
  }

  @Override
  public void archive(RecordId id) {
    owner(id).put("archived", true);
    put(owner(id), Fields.empty());
  }

  @Override
  public void delete(RecordId id) {
    Remote.cannot("delete an owner");
  }

  @Override
  public void merge(RecordId loser, RecordId winner) {
    Remote.cannot("merge owners");
  }

  @Override
  void failReads(int times, Fault fault) {
    portals.simulator.faults().next(times, "GET", "/crm/owners/", fault);
  }

  @Override
  public Set<ShapeChange> shapeChanges() {
    return Set.of(); // HubSpot defines what an owner has.
  }
}
