package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.hubspot.AssociationBook.End;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records as HubSpot shows them (fact sheet §2). */
final class RecordJson {
  private static final int ASSOCIATIONS_SHOWN = 100;

  private final Portal portal;

  RecordJson(Portal portal) {
    this.portal = portal;
  }

  /** A record with these properties, or its type's default ones if none is named. */
  Map<String, Object> of(RecordState state, View view) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", state.idText());
    json.put("properties", properties(state, view.properties()));
    List<String> withHistory = known(state.type(), view.withHistory());
    if (!withHistory.isEmpty()) {
      json.put("propertiesWithHistory", history(state, withHistory));
    }
    json.put("createdAt", Times.text(state.createdAt()));
    json.put("updatedAt", Times.text(state.updatedAt()));
    json.put("archived", state.archived());
    if (state.archivedAt() != null) {
      json.put("archivedAt", Times.text(state.archivedAt()));
    }
    Map<String, Object> associations = associations(state, view.associations());
    if (!associations.isEmpty()) {
      json.put("associations", associations);
    }
    json.put("url", url(state));
    return json;
  }

  /** A record after a write: the default properties and those that were written. */
  Map<String, Object> written(RecordState state, Collection<String> names) {
    Set<String> shown = new LinkedHashSet<>(defaults(state.type()));
    shown.addAll(names);
    shown.addAll(state.values().keySet().stream().filter(each -> calculated(state, each)).toList());
    return of(state, View.of(List.copyOf(shown)));
  }

  private boolean calculated(RecordState state, String name) {
    return portal
        .catalog
        .find(state.type(), name)
        .map(each -> each.is(PropertyDefinition.Trait.CALCULATED))
        .orElse(false);
  }

  private Map<String, @Nullable String> properties(RecordState state, List<String> asked) {
    ObjectType type = state.type();
    Set<String> names = new LinkedHashSet<>(asked.isEmpty() ? defaults(type) : known(type, asked));
    names.add(type.createdProperty());
    names.add(type.modifiedProperty());
    names.add("hs_object_id");
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    names.forEach(name -> values.put(name, state.value(name)));
    return values;
  }

  /** Names that the type does not know are left out without a word. */
  private List<String> known(ObjectType type, List<String> names) {
    return names.stream().filter(each -> portal.catalog.find(type, each).isPresent()).toList();
  }

  private static Map<String, Object> history(RecordState state, List<String> names) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (String name : names) {
      List<Version> versions = state.history().getOrDefault(name, List.of());
      json.put(name, versions.stream().map(Version::json).toList());
    }
    return json;
  }

  private Map<String, Object> associations(RecordState state, List<String> asked) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (String name : asked) {
      ObjectType to = portal.types.get(name);
      List<Map<String, Object>> linked = linked(state, to);
      if (!linked.isEmpty()) {
        json.put(to.associationKey(), page(state, to, linked));
      }
    }
    return json;
  }

  private Map<String, Object> page(
      RecordState state, ObjectType to, List<Map<String, Object>> linked) {
    Map<String, Object> page = new LinkedHashMap<>();
    int shown = Math.min(linked.size(), ASSOCIATIONS_SHOWN);
    page.put("results", linked.subList(0, shown));
    if (shown < linked.size()) {
      String after = String.valueOf(linked.get(shown - 1).get("id"));
      page.put("paging", Paging.next(after, url(state) + "/associations/" + to.name()));
    }
    return page;
  }

  /** One row per link, so that a record linked in two ways is listed twice. */
  private List<Map<String, Object>> linked(RecordState state, ObjectType to) {
    List<Map<String, Object>> rows = new ArrayList<>();
    portal
        .book
        .linked(End.of(state), to)
        .forEach(
            (id, typeIds) -> {
              boolean live = portal.store.find(to, id).filter(each -> !each.archived()).isPresent();
              if (live || state.archived()) {
                typeIds.forEach(
                    typeId -> {
                      AssociationType type = portal.associationTypes.byId(state.type(), to, typeId);
                      rows.add(Map.of("id", Long.toString(id), "type", type.name()));
                    });
              }
            });
    return rows;
  }

  private String url(RecordState state) {
    Account account = portal.directory.account();
    return "https://app-"
        + account.hosting()
        + ".hubspot.com/contacts/"
        + account.portalId()
        + "/record/"
        + state.type().typeId()
        + "/"
        + state.id();
  }

  private static List<String> defaults(ObjectType type) {
    List<String> names =
        switch (type.name()) {
          case "companies" -> List.of("name", "domain");
          case "contacts" -> List.of("firstname", "lastname", "email");
          case "deals" -> List.of("dealname", "amount", "dealstage", "pipeline", "closedate");
          case "products" -> List.of("name", "description", "price");
          case "line_items" -> List.of("hs_product_id", "quantity", "amount");
          default -> List.of();
        };
    List<String> whole = new ArrayList<>(names);
    whole.add("hs_object_id");
    return whole;
  }

  /**
   * What a reader asks for.
   *
   * @param properties names of the properties; empty for the default ones
   * @param withHistory names of the properties with their past values
   * @param associations types of the associated records
   */
  record View(List<String> properties, List<String> withHistory, List<String> associations) {
    static View of(List<String> properties) {
      return new View(properties, List.of(), List.of());
    }
  }
}
