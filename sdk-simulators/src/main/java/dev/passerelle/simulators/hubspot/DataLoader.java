package dev.passerelle.simulators.hubspot;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds a data set to an account (its format: see the package). Ids and stamps are taken as given,
 * and so are values that no client could write. Nothing of it makes a webhook event, and search
 * sees it at once.
 */
final class DataLoader {
  private final Portal portal;

  DataLoader(Portal portal) {
    this.portal = portal;
  }

  void load(String json) {
    JsonBody data = JsonBody.parse(json);
    portal.transact(
        Source.dataImport(),
        tx -> {
          tx.quiet();
          data.object("account").ifPresent(this::account);
          data.objects("owners").forEach(this::owner);
          data.objects("schemas").forEach(this::schema);
          each(data, "groups", this::group);
          each(data, "properties", this::property);
          perType(data, "pipelines", this::pipelines);
          List<Runnable> links = new ArrayList<>();
          each(data, "objects", (type, each) -> object(tx, type, each, links));
          links.forEach(Runnable::run);
          data.objects("associations").forEach(each -> association(tx, each));
          return data;
        });
    portal.read(
        () -> {
          showAll();
          return data;
        });
  }

  private interface PerType {
    void load(ObjectType type, JsonBody entry);
  }

  private interface AllOfType {
    void load(ObjectType type, List<JsonBody> entries);
  }

  private void each(JsonBody data, String section, PerType work) {
    perType(data, section, (type, entries) -> entries.forEach(each -> work.load(type, each)));
  }

  private void perType(JsonBody data, String section, AllOfType work) {
    data.object(section)
        .ifPresent(
            types ->
                types
                    .fields()
                    .keySet()
                    .forEach(name -> work.load(portal.types.get(name), types.objects(name))));
  }

  private void account(JsonBody entry) {
    Account before = portal.directory.account();
    portal.directory.account(
        new Account(
            entry.text("portalId").map(Long::valueOf).orElse(before.portalId()),
            entry.text("timeZone").map(ZoneId::of).orElse(before.timeZone()),
            entry.text("currency").orElse(before.currency()),
            entry.has("additionalCurrencies")
                ? entry.texts("additionalCurrencies")
                : before.moreCurrencies(),
            entry.text("dataHostingLocation").orElse(before.hosting())));
  }

  private void owner(JsonBody entry) {
    String id = entry.requiredText("id");
    portal.directory.putOwner(
        new Owner(
            id,
            entry.text("email").orElse("owner" + id + "@portal.example"),
            entry.text("firstName").orElse(""),
            entry.text("lastName").orElse(""),
            entry.number("userId", 1),
            entry.flag("archived", false),
            portal.now()));
  }

  private void schema(JsonBody entry) {
    if (portal.types.find(entry.requiredText("name")).isEmpty()) {
      portal.schemas.create(portal, entry);
    }
  }

  private void group(ObjectType type, JsonBody entry) {
    String name = entry.requiredText("name");
    portal.groups.put(type, new PropertyGroups.Group(name, entry.text("label").orElse(name), -1));
  }

  private void property(ObjectType type, JsonBody entry) {
    PropertyDefinition property = PropertyJson.created(entry, type, portal.now());
    if (portal.groups.find(type, property.groupName()).isEmpty()) {
      String group = property.groupName();
      portal.groups.put(type, new PropertyGroups.Group(group, group, -1));
    }
    portal.catalog.put(type, property);
  }

  private void pipelines(ObjectType type, List<JsonBody> entries) {
    portal.directory.clearPipelines(type.name());
    for (JsonBody entry : entries) {
      List<Pipeline.Stage> stages = new ArrayList<>();
      for (JsonBody stage : entry.objects("stages")) {
        stages.add(stage(stage, stages.size()));
      }
      String id = entry.requiredText("id");
      portal.directory.putPipeline(
          type.name(),
          new Pipeline(
              id,
              entry.text("label").orElse(id),
              portal.directory.pipelines(type).size(),
              stages,
              instant(entry, "createdAt").orElse(portal.now())));
    }
  }

  private static Pipeline.Stage stage(JsonBody entry, int order) {
    Map<String, String> metadata = new LinkedHashMap<>();
    entry
        .object("metadata")
        .ifPresent(
            given ->
                given.fields().keySet().forEach(key -> metadata.put(key, given.requiredText(key))));
    String id = entry.requiredText("id");
    return new Pipeline.Stage(id, entry.text("label").orElse(id), order, metadata);
  }

  private void object(Transaction tx, ObjectType type, JsonBody entry, List<Runnable> links) {
    long id = entry.text("id").map(Long::valueOf).orElseGet(portal.store::nextId);
    Instant createdAt = instant(entry, "createdAt").orElse(portal.now());
    Instant updatedAt = instant(entry, "updatedAt").orElse(createdAt);
    RecordState loaded =
        portal.writer.load(
            tx,
            RecordState.born(type, id, createdAt),
            entry.properties(),
            updatedAt,
            instant(entry, "archivedAt").orElse(null));
    entry
        .object("associations")
        .ifPresent(
            given ->
                given
                    .fields()
                    .keySet()
                    .forEach(
                        to ->
                            given
                                .texts(to)
                                .forEach(toId -> links.add(() -> plain(tx, loaded, to, toId)))));
  }

  private void plain(Transaction tx, RecordState from, String to, String toId) {
    portal.associations.link(tx, from, existing(portal.types.get(to), toId));
  }

  private void association(Transaction tx, JsonBody entry) {
    RecordState from = end(entry.requiredText("from"));
    RecordState to = end(entry.requiredText("to"));
    List<String> typeIds = entry.texts("types");
    if (typeIds.isEmpty()) {
      portal.associations.link(tx, from, to);
    }
    for (String typeId : typeIds) {
      portal.associations.link(
          tx,
          from,
          to,
          portal.associationTypes.byId(from.type(), to.type(), Integer.parseInt(typeId)));
    }
  }

  private RecordState end(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw HubSpotError.validation("an end of an association is written type/id: " + text);
    }
    return existing(portal.types.get(text.substring(0, slash)), text.substring(slash + 1));
  }

  private RecordState existing(ObjectType type, String id) {
    return portal.locator.find(type, id, null).orElseThrow(() -> HubSpotError.notFound(type, id));
  }

  private void showAll() {
    for (ObjectType type : portal.types.all()) {
      portal.store.all(type).forEach(portal.index::show);
    }
  }

  private static Optional<Instant> instant(JsonBody entry, String name) {
    return entry
        .text(name)
        .map(
            text ->
                Times.parse(text)
                    .orElseThrow(() -> HubSpotError.validation(text + " is not an instant")));
  }
}
