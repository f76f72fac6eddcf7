package dev.passerelle.simulators.odoo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code load}: an upsert by external id, of records with children, all or nothing, whose cells are
 * texts (fact sheet §6). A record that fails is named in the messages and everything is undone.
 */
final class Loader {
  private static final String DATABASE_ID = ".id";

  private final Orm orm;
  private final Rights rights;
  private final boolean archivedToo;

  Loader(Orm orm, Rights rights, boolean archivedToo) {
    this.orm = orm;
    this.rights = rights;
    this.archivedToo = archivedToo;
  }

  /** A record with the rows that belong to it; its database id is 0 where none is given. */
  private record Item(
      int number,
      int from,
      int to,
      Map<String, @Nullable Object> values,
      String externalId,
      long databaseId) {}

  /** Ends the transaction of a load that failed, and carries the answer. */
  static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Map<String, @Nullable Object>> messages;

    Failed(List<Map<String, @Nullable Object>> messages) {
      super("load failed");
      this.messages = messages;
    }

    Map<String, @Nullable Object> answer() {
      Map<String, @Nullable Object> answer = new LinkedHashMap<>();
      answer.put("ids", false);
      answer.put("messages", messages);
      answer.put("nextrow", 0);
      return answer;
    }
  }

  /** A row names a record that is not there. */
  private static final class UnknownId extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownId(String id) {
      super("Unknown database identifier '" + id + "'");
    }

    String text() {
      return String.valueOf(getMessage());
    }
  }

  Map<String, @Nullable Object> load(
      String modelName, List<String> fields, List<List<String>> rows) {
    ModelDef model = orm.model(modelName);
    List<Map<String, @Nullable Object>> messages = new ArrayList<>();
    List<Long> ids = new ArrayList<>();
    if (fields.contains(DATABASE_ID) && !orm.importsByDatabaseId()) {
      throw new Failed(List.of(message(0, 0, 0, "Invalid field name '.id'")));
    }
    List<Item> items = items(model, fields, rows, messages);
    orm.welcome(
        items.stream()
            .map(
                item ->
                    item.databaseId() == 0 ? item.externalId() : Long.toString(item.databaseId()))
            .toList());
    for (Item item : items) {
      try {
        ids.add(
            item.databaseId() == 0
                ? upsert(modelName, item.externalId(), item.values())
                : change(modelName, item));
      } catch (OdooError e) {
        messages.add(message(item.number(), item.from(), item.to(), e.text()));
      }
    }
    if (!messages.isEmpty()) {
      // The error of the attempt with all records together is told of the first one, which may be
      // innocent.
      Map<String, @Nullable Object> first = message(0, 0, 0, messages.get(0).get("message") + "");
      if (rows.size() > 1 && !messages.contains(first)) {
        messages.add(0, first);
      }
      throw new Failed(messages);
    }
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("ids", ids);
    answer.put("messages", List.of());
    answer.put("nextrow", 0);
    return answer;
  }

  private long change(String model, Item item) {
    if (orm.isUnwelcome(Long.toString(item.databaseId()))) {
      throw OdooError.validation("This record breaks a rule.");
    }
    orm.write(model, item.databaseId(), item.values());
    return item.databaseId();
  }

  private long upsert(String model, String externalId, Map<String, @Nullable Object> values) {
    if (orm.isUnwelcome(externalId)) {
      throw OdooError.validation("This record breaks a rule.");
    }
    Database database = orm.database();
    Optional<Database.ExternalId> known =
        externalId.isEmpty() ? Optional.empty() : database.externalId(externalId);
    if (known.isPresent()) {
      orm.write(model, known.get().id(), values);
      return known.get().id();
    }
    rights.may(model, "create");
    long id = orm.create(model, values);
    if (!externalId.isEmpty()) {
      database.nameExternally(externalId, new Database.ExternalId(model, id));
    }
    return id;
  }

  private List<Item> items(
      ModelDef model,
      List<String> fields,
      List<List<String>> rows,
      List<Map<String, @Nullable Object>> messages) {
    List<Item> items = new ArrayList<>();
    int at = 0;
    int number = 0;
    while (at < rows.size()) {
      int end = at + 1;
      while (end < rows.size() && isContinued(model, fields, rows.get(end))) {
        end++;
      }
      try {
        items.add(item(model, fields, rows, at, end, number));
      } catch (UnknownId e) {
        Map<String, @Nullable Object> message = message(number, at, end - 1, e.text());
        message.put("field", DATABASE_ID);
        messages.add(message);
      } catch (OdooError e) {
        messages.add(message(number, at, end - 1, e.text()));
      }
      number++;
      at = end;
    }
    return items;
  }

  /** A row that leaves the parent's own columns empty holds one more child. */
  private static boolean isContinued(ModelDef model, List<String> fields, List<String> row) {
    boolean child = false;
    for (int column = 0; column < fields.size(); column++) {
      boolean ofParent = !isOfChild(model, fields.get(column));
      if (ofParent && !row.get(column).isEmpty()) {
        return false;
      }
      child |= !ofParent && !row.get(column).isEmpty();
    }
    return child;
  }

  private static boolean isOfChild(ModelDef model, String column) {
    int slash = column.indexOf('/');
    return slash > 0 && model.need(column.substring(0, slash)).kind() == FieldKind.ONE2MANY;
  }

  private Item item(
      ModelDef model, List<String> fields, List<List<String>> rows, int from, int end, int number) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    Map<String, List<Object>> children = new LinkedHashMap<>();
    String externalId = "";
    long databaseId = 0;
    for (int column = 0; column < fields.size(); column++) {
      String name = fields.get(column);
      if (name.equals("id")) {
        externalId = external(rows.get(from).get(column));
      } else if (name.equals(DATABASE_ID)) {
        databaseId = known(model, rows.get(from).get(column));
      } else if (!isOfChild(model, name)) {
        values.put(name.split("/")[0], cell(model, name, rows.get(from).get(column)));
      }
    }
    for (int row = from; row < end; row++) {
      child(model, fields, rows.get(row), children);
    }
    values.putAll(children);
    return new Item(number, from, end - 1, values, externalId, databaseId);
  }

  /** Looked for as any search does: an archived one is found only where that is asked for. */
  private long known(ModelDef model, String text) {
    if (text.isEmpty()) {
      return 0;
    }
    long id = Long.parseLong(text);
    return orm.database()
        .row(model.name(), id)
        .filter(row -> archivedToo || !Boolean.FALSE.equals(row.get("active")))
        .filter(row -> rights.shows(model.name(), id))
        .map(row -> id)
        .orElseThrow(() -> new UnknownId(text));
  }

  private static String external(String text) {
    return text.isEmpty() || text.contains(".") ? text : "__import__." + text;
  }

  private void child(
      ModelDef model, List<String> fields, List<String> row, Map<String, List<Object>> into) {
    Map<String, Map<String, @Nullable Object>> found = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (int column = 0; column < fields.size(); column++) {
      String name = fields.get(column);
      if (!isOfChild(model, name)) {
        continue;
      }
      String list = name.substring(0, name.indexOf('/'));
      String rest = name.substring(name.indexOf('/') + 1);
      ModelDef other = orm.model(model.need(list).relation());
      String text = row.get(column);
      if (rest.equals("id")) {
        names.put(list, external(text));
      } else {
        found
            .computeIfAbsent(list, key -> new LinkedHashMap<>())
            .put(rest.split("/")[0], cell(other, rest, text));
      }
    }
    found.forEach(
        (list, values) -> {
          boolean empty = values.values().stream().allMatch(java.util.Objects::isNull);
          if (!empty) {
            into.computeIfAbsent(list, key -> new ArrayList<>())
                .add(command(model.need(list), names.getOrDefault(list, ""), values));
          }
        });
  }

  private Object command(FieldDef list, String externalId, Map<String, @Nullable Object> values) {
    Optional<Database.ExternalId> known =
        externalId.isEmpty() ? Optional.empty() : orm.database().externalId(externalId);
    if (known.isEmpty() && !externalId.isEmpty()) {
      values.put(Orm.EXTERNAL_ID, externalId);
    }
    return known
        .<Object>map(target -> List.of(1, target.id(), values))
        .orElseGet(() -> List.of(0, 0, values));
  }

  /** Texts only; an empty one empties the field. */
  private @Nullable Object cell(ModelDef model, String column, String text) {
    String[] path = column.split("/");
    FieldDef field = model.need(path[0]);
    if (text.isEmpty()) {
      return null;
    }
    if (path.length == 1) {
      return field.kind() == FieldKind.BOOLEAN
          ? (Object) List.of("1", "true", "True", "yes").contains(text)
          : field.kind() == FieldKind.MANY2ONE ? byName(field, text) : text;
    }
    List<Object> ids = new ArrayList<>();
    for (String part : text.split(",")) {
      ids.add(path[1].equals(".id") ? byId(field, part) : byExternalId(field, part));
    }
    return field.kind() == FieldKind.MANY2ONE ? ids.get(0) : List.of(List.of(6, 0, ids));
  }

  private Object byId(FieldDef field, String text) {
    long id = Long.parseLong(text.strip());
    if (orm.database().row(field.relation(), id).isEmpty()) {
      throw OdooError.value("No matching record found for database id '" + id + "'");
    }
    return java.math.BigDecimal.valueOf(id);
  }

  private Object byExternalId(FieldDef field, String text) {
    return orm.database()
        .externalId(text)
        .map(target -> (Object) java.math.BigDecimal.valueOf(target.id()))
        .orElseThrow(() -> OdooError.value("No matching record found for external id in " + field));
  }

  private Object byName(FieldDef field, String text) {
    return orm.database().table(field.relation()).values().stream()
        .filter(row -> row.is("name", text))
        .findFirst()
        .map(row -> (Object) java.math.BigDecimal.valueOf(row.id()))
        .orElseThrow(() -> OdooError.value("No matching record found for name in " + field.name()));
  }

  static Map<String, @Nullable Object> message(int record, int from, int to, String text) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("type", "error");
    message.put("message", text);
    message.put("record", record);
    message.put("rows", Map.of("from", from, "to", to));
    return message;
  }
}
