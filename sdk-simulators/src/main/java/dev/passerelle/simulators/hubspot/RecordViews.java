package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.hubspot.AssociationBook.End;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes what tests look at. */
final class RecordViews {
  private RecordViews() {}

  static HubSpotRecord of(Portal portal, RecordState state) {
    Map<String, List<String>> associations = new LinkedHashMap<>();
    for (String name : portal.book.linkedTypes(End.of(state))) {
      ObjectType to = portal.types.get(name);
      associations.put(
          name,
          portal.book.linked(End.of(state), to).keySet().stream().map(String::valueOf).toList());
    }
    return new HubSpotRecord(
        state.type().name(),
        state.idText(),
        new TreeMap<>(state.values()),
        state.createdAt(),
        state.updatedAt(),
        state.archived(),
        associations);
  }
}
