package dev.passerelle.sap.s4hana.independent;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.olingo.odata2.api.ODataCallback;
import org.apache.olingo.odata2.api.edm.EdmConcurrencyMode;
import org.apache.olingo.odata2.api.edm.EdmEntitySet;
import org.apache.olingo.odata2.api.edm.EdmException;
import org.apache.olingo.odata2.api.edm.EdmLiteralKind;
import org.apache.olingo.odata2.api.edm.EdmNavigationProperty;
import org.apache.olingo.odata2.api.edm.EdmProperty;
import org.apache.olingo.odata2.api.edm.EdmSimpleType;
import org.apache.olingo.odata2.api.ep.EntityProviderWriteProperties;
import org.apache.olingo.odata2.api.ep.callback.OnWriteEntryContent;
import org.apache.olingo.odata2.api.ep.callback.OnWriteFeedContent;
import org.apache.olingo.odata2.api.ep.callback.WriteCallbackContext;
import org.apache.olingo.odata2.api.ep.callback.WriteEntryCallbackContext;
import org.apache.olingo.odata2.api.ep.callback.WriteEntryCallbackResult;
import org.apache.olingo.odata2.api.ep.callback.WriteFeedCallbackContext;
import org.apache.olingo.odata2.api.ep.callback.WriteFeedCallbackResult;
import org.apache.olingo.odata2.api.ep.entry.ODataEntry;
import org.apache.olingo.odata2.api.ep.feed.ODataFeed;
import org.apache.olingo.odata2.api.exception.ODataApplicationException;
import org.apache.olingo.odata2.api.uri.ExpandSelectTreeNode;

/**
 * What lies inside of what: expanded answers and deep inserts. Missing keys are numbered, and a
 * customer role makes a customer, since the connector's own records begin with that.
 */
final class Deep {
  private final Rows rows;
  private final Clock clock;

  Deep(Rows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  Map<String, Object> insert(EdmEntitySet set, ODataEntry entry, Map<String, Object> preset)
      throws EdmException {
    Map<String, Object> row = new LinkedHashMap<>(preset);
    Map<String, Object> inside = new LinkedHashMap<>();
    List<String> ways = set.getEntityType().getNavigationPropertyNames();
    entry
        .getProperties()
        .forEach((name, value) -> (ways.contains(name) ? inside : row).put(name, value));
    numbered(set, row, inside);
    stamp(set, row);
    rows.of(set.getName()).add(row);
    for (Map.Entry<String, Object> each : inside.entrySet()) {
      EdmEntitySet target = target(set, each.getKey());
      Map<String, Object> join = new LinkedHashMap<>();
      for (String name : Rows.join(set, target)) {
        join.put(name, row.get(name));
      }
      for (ODataEntry child : entries(each.getValue())) {
        insert(target, child, join);
      }
    }
    return row;
  }

  private static List<ODataEntry> entries(Object value) {
    if (value instanceof ODataFeed feed) {
      return feed.getEntries();
    }
    return value instanceof ODataEntry one ? List.of(one) : List.of();
  }

  private static EdmEntitySet target(EdmEntitySet set, String way) throws EdmException {
    return set.getRelatedEntitySet((EdmNavigationProperty) set.getEntityType().getProperty(way));
  }

  private void numbered(EdmEntitySet set, Map<String, Object> row, Map<String, Object> inside)
      throws EdmException {
    for (EdmProperty key : set.getEntityType().getKeyProperties()) {
      boolean text = key.getType().getName().equals("String");
      if (text && !row.containsKey(key.getName())) {
        row.put(key.getName(), key.getName().equals("Person") ? "" : number(set, key));
      }
    }
    if (set.getName().equals("A_BusinessPartner") && inside.containsKey("to_Customer")) {
      row.put("Customer", row.get("BusinessPartner"));
    }
  }

  /** Positions count within six digits, records have numbers of their own. */
  private String number(EdmEntitySet set, EdmProperty key) throws EdmException {
    Integer length = key.getFacets() == null ? null : key.getFacets().getMaxLength();
    return length != null && length < 8
        ? Integer.toString(10 * (1 + rows.of(set.getName()).size()))
        : rows.next();
  }

  /** Instants of a change move by a second each time, so that no two are the same. */
  void stamp(EdmEntitySet set, Map<String, Object> row) throws EdmException {
    Calendar now = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
    now.setTimeInMillis(clock.millis());
    List<String> names = set.getEntityType().getPropertyNames();
    if (names.contains("LastChangeDateTime")) {
      Object before = row.get("LastChangeDateTime");
      if (before instanceof Calendar calendar && !calendar.before(now)) {
        now.setTimeInMillis(calendar.getTimeInMillis() + 1000);
      }
      row.put("LastChangeDateTime", now);
    }
    if (names.contains("CreationDate")) {
      Calendar day = (Calendar) now.clone();
      day.set(Calendar.HOUR_OF_DAY, 0);
      day.set(Calendar.MINUTE, 0);
      day.set(Calendar.SECOND, 0);
      day.set(Calendar.MILLISECOND, 0);
      row.putIfAbsent("CreationDate", day);
    }
  }

  /** As Olingo writes it; empty where the description names no property for it. */
  Optional<String> etag(EdmEntitySet set, Map<String, Object> row) throws EdmException {
    StringBuilder text = new StringBuilder();
    for (String name : set.getEntityType().getPropertyNames()) {
      EdmProperty property = (EdmProperty) set.getEntityType().getProperty(name);
      if (property.getFacets() != null
          && property.getFacets().getConcurrencyMode() == EdmConcurrencyMode.Fixed) {
        EdmSimpleType type = (EdmSimpleType) property.getType();
        text.append(
            type.valueToString(row.get(name), EdmLiteralKind.DEFAULT, property.getFacets()));
      }
    }
    return text.isEmpty() ? Optional.empty() : Optional.of("W/\"" + text + "\"");
  }

  Map<String, ODataCallback> callbacks(ExpandSelectTreeNode tree, URI root) {
    Map<String, ODataCallback> callbacks = new LinkedHashMap<>();
    tree.getLinks()
        .forEach(
            (way, node) -> {
              if (node != null) {
                callbacks.put(way, new Inside(root));
              }
            });
    return callbacks;
  }

  private final class Inside implements OnWriteFeedContent, OnWriteEntryContent {
    private final URI root;

    Inside(URI root) {
      this.root = root;
    }

    @Override
    public WriteFeedCallbackResult retrieveFeedResult(WriteFeedCallbackContext context)
        throws ODataApplicationException {
      WriteFeedCallbackResult result = new WriteFeedCallbackResult();
      result.setFeedData(found(context));
      result.setInlineProperties(properties(context));
      return result;
    }

    @Override
    public WriteEntryCallbackResult retrieveEntryResult(WriteEntryCallbackContext context)
        throws ODataApplicationException {
      WriteEntryCallbackResult result = new WriteEntryCallbackResult();
      List<Map<String, Object>> found = found(context);
      result.setEntryData(found.isEmpty() ? Collections.emptyMap() : found.get(0));
      result.setInlineProperties(properties(context));
      return result;
    }

    private List<Map<String, Object>> found(WriteCallbackContext context)
        throws ODataApplicationException {
      try {
        EdmEntitySet from = context.getSourceEntitySet();
        EdmEntitySet to = from.getRelatedEntitySet(context.getNavigationProperty());
        return new ArrayList<>(rows.follow(from, context.getEntryData(), to));
      } catch (EdmException e) {
        throw new ODataApplicationException(String.valueOf(e.getMessage()), null, e);
      }
    }

    private EntityProviderWriteProperties properties(WriteCallbackContext context) {
      ExpandSelectTreeNode node = context.getCurrentExpandSelectTreeNode();
      return EntityProviderWriteProperties.serviceRoot(root)
          .expandSelectTree(node)
          .callbacks(callbacks(node, root))
          .build();
    }
  }
}
