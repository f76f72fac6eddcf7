package dev.passerelle.simulators.hubspot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Turns changes into webhook events (fact sheet §7) and hands them on, in order. */
final class EventLog {
  private final Directory directory;
  private final List<Consumer<WebhookEvent>> listeners = new ArrayList<>();
  private long lastEventId = 100;

  EventLog(Directory directory) {
    this.directory = directory;
  }

  void listen(Consumer<WebhookEvent> listener) {
    listeners.add(listener);
  }

  void add(Change change) {
    switch (change.kind()) {
      case PROPERTY_CHANGE -> change.properties().forEach(name -> emitProperty(change, name));
      case CREATION -> {
        emit(change, "creation", Map.of("changeFlag", "NEW"));
        change.properties().forEach(name -> emitProperty(change, name));
      }
      case DELETION -> emit(change, "deletion", Map.of("changeFlag", "DELETED"));
      case RESTORE -> emit(change, "restore", Map.of("changeFlag", "RESTORED"));
      case PRIVACY_DELETION -> emit(change, "privacyDeletion", Map.of("changeFlag", "DELETED"));
      case MERGE -> emit(change, "merge", merge(change));
      case ASSOCIATION_CHANGE -> emitAssociation(change);
    }
  }

  private void emitProperty(Change change, String name) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("propertyName", name);
    more.put("propertyValue", change.after().values().getOrDefault(name, ""));
    emit(change, "propertyChange", more);
  }

  private static Map<String, Object> merge(Change change) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("primaryObjectId", change.after().id());
    more.put("mergedObjectIds", change.absorbed());
    more.put("newObjectId", change.after().id());
    more.put("numberOfPropertiesMoved", change.properties().size());
    return more;
  }

  private void emitAssociation(Change change) {
    Change.Link link = Objects.requireNonNull(change.association());
    String type = change.after().type().name();
    if (type.equals("products")) {
      return;
    }
    Map<String, Object> more = new LinkedHashMap<>();
    more.put(
        "associationType",
        (change.after().type().singular() + "_to_" + link.toType().singular())
            .toUpperCase(Locale.ROOT));
    more.put("fromObjectId", change.after().id());
    more.put("toObjectId", link.toId());
    more.put("associationRemoved", link.removed());
    more.put(
        "isPrimaryAssociation", link.typeId() <= 6 && link.typeId() != 3 && link.typeId() != 4);
    emit(change, "associationChange", more);
  }

  private void emit(Change change, String what, Map<String, ?> more) {
    ObjectType type = change.after().type();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("eventId", ++lastEventId);
    json.put("subscriptionId", 4_000 + Math.floorMod(what.hashCode(), 1_000));
    json.put("portalId", directory.account().portalId());
    json.put("appId", 54_321);
    json.put("occurredAt", change.at().toEpochMilli());
    json.put("subscriptionType", type.eventName() + "." + what);
    json.put("attemptNumber", 0);
    if (!what.equals("associationChange")) {
      json.put("objectId", change.after().id());
    }
    if (type.eventName().equals("object")) {
      json.put("objectTypeId", type.typeId());
    }
    json.put("changeSource", change.source().type());
    json.put("sourceId", change.source().id());
    json.putAll(more);
    WebhookEvent event = new WebhookEvent(json);
    listeners.forEach(each -> each.accept(event));
  }
}
