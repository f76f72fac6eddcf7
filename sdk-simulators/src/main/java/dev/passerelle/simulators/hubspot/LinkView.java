package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.hubspot.AssociationBook.End;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows the links of a record, page by page; those to archived records are hidden. */
final class LinkView {
  private final Portal portal;

  LinkView(Portal portal) {
    this.portal = portal;
  }

  /** A page of linked records with the types of their links. */
  Map<String, Object> page(RecordState from, ObjectType to, long after, int limit) {
    List<Map<String, Object>> rows = new ArrayList<>();
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("results", rows);
    for (Map.Entry<Long, Set<Integer>> each : portal.book.linked(End.of(from), to).entrySet()) {
      if (each.getKey() <= after || !live(to, each.getKey())) {
        continue;
      }
      if (rows.size() == limit) {
        String last = String.valueOf(rows.get(limit - 1).get("toObjectId"));
        page.put("paging", Paging.next(last, "?after=" + last));
        break;
      }
      rows.add(row(from.type(), to, each.getKey(), each.getValue()));
    }
    return page;
  }

  private Map<String, Object> row(ObjectType from, ObjectType to, long id, Set<Integer> typeIds) {
    List<Map<String, Object>> types = new ArrayList<>();
    typeIds.forEach(each -> types.add(portal.associationTypes.byId(from, to, each).json()));
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("toObjectId", Long.toString(id));
    row.put("associationTypes", types);
    return row;
  }

  private boolean live(ObjectType to, long id) {
    return portal.store.find(to, id).filter(each -> !each.archived()).isPresent();
  }
}
