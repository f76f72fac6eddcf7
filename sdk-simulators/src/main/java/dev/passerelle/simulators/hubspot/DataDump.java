package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.Json;
import dev.passerelle.simulators.hubspot.AssociationBook.End;
import dev.passerelle.simulators.hubspot.PropertyDefinition.Trait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Writes an account in the format that {@link DataLoader} reads; property history is left out. */
final class DataDump {
  private final Portal portal;

  DataDump(Portal portal) {
    this.portal = portal;
  }

  String json() {
    return portal.read(() -> Json.write(tree()));
  }

  private Map<String, Object> tree() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("account", account());
    data.put("owners", portal.directory.owners().stream().map(DataDump::owner).toList());
    data.put("schemas", portal.schemas.all().stream().map(DataDump::schema).toList());
    data.put("properties", perType(this::properties));
    data.put(
        "pipelines",
        perType(type -> portal.directory.pipelines(type).stream().map(Pipeline::json).toList()));
    data.put(
        "objects", perType(type -> portal.store.all(type).stream().map(DataDump::object).toList()));
    data.put("associations", associations());
    return data;
  }

  private Map<String, Object> perType(Function<ObjectType, Collection<?>> part) {
    Map<String, Object> parts = new LinkedHashMap<>();
    for (ObjectType type : portal.types.all()) {
      Collection<?> entries = part.apply(type);
      if (!entries.isEmpty()) {
        parts.put(type.name(), entries);
      }
    }
    return parts;
  }

  private Map<String, Object> account() {
    Account account = portal.directory.account();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("portalId", account.portalId());
    json.put("timeZone", account.timeZone().getId());
    json.put("currency", account.currency());
    json.put("additionalCurrencies", account.moreCurrencies());
    json.put("dataHostingLocation", account.hosting());
    return json;
  }

  private static Map<String, Object> owner(Owner owner) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", owner.id());
    json.put("email", owner.email());
    json.put("firstName", owner.firstName());
    json.put("lastName", owner.lastName());
    json.put("userId", owner.userId());
    json.put("archived", owner.archived());
    return json;
  }

  private static Map<String, Object> schema(CustomSchema schema) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", schema.type().name());
    json.put("labels", Map.of("singular", schema.singular(), "plural", schema.plural()));
    json.put("description", schema.description());
    json.put("requiredProperties", schema.requiredProperties());
    json.put("searchableProperties", schema.searchableProperties());
    json.put("primaryDisplayProperty", schema.primaryDisplayProperty());
    json.put("secondaryDisplayProperties", schema.secondaryDisplayProperties());
    return json;
  }

  private List<Map<String, Object>> properties(ObjectType type) {
    List<Map<String, Object>> own = new ArrayList<>();
    for (PropertyDefinition each : portal.catalog.all(type)) {
      if (!each.is(Trait.HUBSPOT_DEFINED) && each.archivedAt() == null) {
        Map<String, Object> json = new LinkedHashMap<>(PropertyJson.of(each));
        json.put("readOnly", each.is(Trait.READ_ONLY));
        own.add(json);
      }
    }
    return own;
  }

  private static Map<String, Object> object(RecordState state) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", state.idText());
    json.put("properties", new TreeMap<>(state.values()));
    json.put("createdAt", Times.text(state.createdAt()));
    json.put("updatedAt", Times.text(state.updatedAt()));
    if (state.archivedAt() != null) {
      json.put("archivedAt", Times.text(state.archivedAt()));
    }
    return json;
  }

  /** Each link once, from the end that comes first. */
  private List<Map<String, Object>> associations() {
    List<ObjectType> types = List.copyOf(portal.types.all());
    List<Map<String, Object>> links = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      for (RecordState from : portal.store.all(types.get(i))) {
        for (ObjectType to : types.subList(i, types.size())) {
          portal
              .book
              .linked(End.of(from), to)
              .forEach((toId, typeIds) -> addLink(links, from, to, toId, typeIds));
        }
      }
    }
    return links;
  }

  private static void addLink(
      List<Map<String, Object>> links,
      RecordState from,
      ObjectType to,
      long toId,
      Set<Integer> typeIds) {
    if (from.type().equals(to) && toId < from.id()) {
      return;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", from.type().name() + "/" + from.id());
    json.put("to", to.name() + "/" + toId);
    json.put("types", List.copyOf(typeIds));
    links.add(json);
  }
}
