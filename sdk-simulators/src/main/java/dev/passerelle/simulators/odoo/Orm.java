package dev.passerelle.simulators.odoo;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates, writes, deletes and reads records; each request is one transaction. Thread-safe. */
final class Orm {
  /** In the values of a child to be created: the external id that it gets. */
  static final String EXTERNAL_ID = "(external id)";

  private final Clock clock;
  private final Database database;
  private final Map<String, ModelDef> models = new LinkedHashMap<>();
  private final Map<String, Behaviour> behaviours = new HashMap<>();
  private final Map<String, Function<Row, @Nullable Object>> computed = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final Set<String> ignored = new LinkedHashSet<>();
  private final Set<String> unwelcome = new LinkedHashSet<>();
  private int unwelcomeNext = -1;
  private boolean importsByDatabaseId = true;
  private final List<Pending> pending = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();

  /** A transaction that began and is not committed yet. */
  private record Pending(Instant start, Instant commits, Runnable work) {}

  Orm(Clock clock) {
    this.clock = clock;
    this.database = new Database(clock);
  }

  Database database() {
    return database;
  }

  <T> T transaction(Supplier<T> work) {
    lock.lock();
    try {
      commitDue();
      database.begin();
      return run(work);
    } finally {
      lock.unlock();
    }
  }

  /** Work that began now and is committed only later, with the stamps of now. */
  void transactionCommitting(Duration later, Runnable work) {
    lock.lock();
    try {
      Instant now = clock.instant();
      pending.add(new Pending(now, now.plus(later), work));
    } finally {
      lock.unlock();
    }
  }

  private void commitDue() {
    Instant now = clock.instant();
    for (Pending each : List.copyOf(pending)) {
      if (!each.commits().isAfter(now)) {
        pending.remove(each);
        database.begin(each.start());
        run(
            () -> {
              each.work().run();
              return true;
            });
      }
    }
  }

  private <T> T run(Supplier<T> work) {
    boolean good = false;
    try {
      T result = work.get();
      good = true;
      return result;
    } finally {
      if (good) {
        database.commit();
      } else {
        database.rollback();
      }
    }
  }

  // ---------------------------------------------------------------- models

  void define(ModelDef model) {
    models.put(model.name(), model);
  }

  void undefine(String model) {
    models.remove(model);
  }

  void behave(String model, Behaviour behaviour) {
    behaviours.put(model, behaviour);
  }

  void compute(String model, String field, Function<Row, @Nullable Object> value) {
    computed.put(model + "." + field, value);
  }

  /** A field that is another one under a second name. */
  void alias(String model, String field, String other) {
    aliases.put(model + "." + field, other);
  }

  /** Of the next load, the record at this place breaks a rule of the customer's own, for good. */
  void refuseNext(int place) {
    unwelcomeNext = place;
  }

  void importsByDatabaseId(boolean knows) {
    importsByDatabaseId = knows;
  }

  boolean importsByDatabaseId() {
    return importsByDatabaseId;
  }

  /** Remembers which records of a load are unwelcome. */
  void welcome(List<String> externalIds) {
    if (unwelcomeNext >= 0 && unwelcomeNext < externalIds.size()) {
      unwelcome.add(externalIds.get(unwelcomeNext));
      unwelcomeNext = -1;
    }
  }

  boolean isUnwelcome(String externalId) {
    return unwelcome.contains(externalId);
  }

  /** A field that keeps what it has, without a word. */
  void ignore(String model, String field) {
    ignored.add(model + "." + field);
  }

  ModelDef model(String name) {
    ModelDef model = models.get(name);
    if (model == null) {
      throw OdooError.unknownModel(name);
    }
    return model;
  }

  boolean knows(String name) {
    return models.containsKey(name);
  }

  private Behaviour behaviour(String model) {
    return behaviours.getOrDefault(model, new Behaviour() {});
  }

  // ---------------------------------------------------------------- writing

  /** An empty row, without defaults or checks: for records that others bring along. */
  Row bare(String model) {
    return database.insert(model);
  }

  long create(String modelName, Map<String, @Nullable Object> given) {
    ModelDef model = model(modelName);
    Map<String, @Nullable Object> values = renamed(modelName, given);
    values.keySet().forEach(field -> known(model, field));
    Row row = database.insert(modelName);
    own(model, values).forEach((field, value) -> row.set(field, coerce(model, field, value)));
    behaviour(modelName).defaults(row, values);
    writeRest(model, row.id(), values);
    for (FieldDef field : model.fields().values()) {
      if (field.required() && raw(model, database.need(modelName, row.id()), field) == null) {
        throw OdooError.notNull(field.name());
      }
    }
    behaviour(modelName).changed(row.id(), values.keySet());
    database.count();
    return row.id();
  }

  void write(String modelName, long id, Map<String, @Nullable Object> given) {
    ModelDef model = model(modelName);
    Map<String, @Nullable Object> values = renamed(modelName, given);
    values.keySet().forEach(field -> known(model, field));
    values.keySet().removeIf(field -> ignored.contains(modelName + "." + field));
    behaviour(modelName).beforeWrite(database.need(modelName, id), values);
    Row row = database.change(modelName, id);
    // Odoo stamps a write that changes nothing as well (fact sheet §3).
    row.stamp(database.now());
    own(model, values).forEach((field, value) -> row.set(field, coerce(model, field, value)));
    writeRest(model, id, values);
    behaviour(modelName).changed(id, values.keySet());
    database.count();
  }

  void unlink(String modelName, long id) {
    Row row = database.need(modelName, id);
    behaviour(modelName).beforeUnlink(row);
    ModelDef model = model(modelName);
    for (FieldDef field : model.fields().values()) {
      if (field.kind() == FieldKind.ONE2MANY
          && knows(field.relation())
          && field.relation().endsWith(".line")) {
        children(row, field).forEach(child -> database.delete(field.relation(), child));
      }
    }
    database.delete(modelName, id);
    database.count();
  }

  private Map<String, @Nullable Object> renamed(String model, Map<String, @Nullable Object> given) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    given.forEach(
        (field, value) -> values.put(aliases.getOrDefault(model + "." + field, field), value));
    return values;
  }

  private static void known(ModelDef model, String field) {
    if (model.field(field).isEmpty()) {
      throw OdooError.value("Invalid field '" + field + "' on model '" + model.name() + "'");
    }
  }

  private Map<String, @Nullable Object> own(ModelDef model, Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> own = new LinkedHashMap<>();
    values.forEach(
        (field, value) -> {
          FieldDef def = model.need(field);
          if (def.via().isEmpty() && def.kind() != FieldKind.ONE2MANY) {
            own.put(field, value);
          }
        });
    return own;
  }

  /** Children, and values that lie on another record. */
  private void writeRest(ModelDef model, long id, Map<String, @Nullable Object> values) {
    Map<String, Map<String, @Nullable Object>> elsewhere = new LinkedHashMap<>();
    values.forEach(
        (field, value) -> {
          FieldDef def = model.need(field);
          if (!def.via().isEmpty()) {
            elsewhere.computeIfAbsent(def.via(), key -> new LinkedHashMap<>()).put(field, value);
          } else if (def.kind() == FieldKind.ONE2MANY) {
            commands(def, id, value);
          }
        });
    elsewhere.forEach(
        (link, more) -> {
          FieldDef def = model.need(link);
          Row row = database.need(model.name(), id);
          for (Long other : Domains.ids(raw(model, row, def))) {
            write(def.relation(), other, more);
          }
        });
  }

  private void commands(FieldDef field, long id, @Nullable Object value) {
    for (Object each : value instanceof List<?> list ? list : List.of()) {
      List<?> command = each instanceof List<?> parts ? parts : List.of();
      int code = ((Number) Objects.requireNonNull(command.get(0))).intValue();
      long child = command.size() > 1 ? number(command.get(1)) : 0;
      switch (code) {
        case 0 -> {
          Map<String, @Nullable Object> values = new LinkedHashMap<>(object(command.get(2)));
          Object external = values.remove(EXTERNAL_ID);
          values.put(field.inverse(), BigDecimal.valueOf(id));
          long made = create(field.relation(), values);
          if (external instanceof String name) {
            database.nameExternally(name, new Database.ExternalId(field.relation(), made));
          }
        }
        case 1 -> write(field.relation(), child, object(command.get(2)));
        case 2 -> unlink(field.relation(), child);
        case 4 -> write(field.relation(), child, Map.of(field.inverse(), BigDecimal.valueOf(id)));
        default -> throw OdooError.value("Unsupported command " + code + " for " + field.name());
      }
    }
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> object(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw OdooError.value("an object was expected");
  }

  // ---------------------------------------------------------------- values

  private @Nullable Object coerce(ModelDef model, String name, @Nullable Object value) {
    FieldDef field = model.need(name);
    if (value == null || Boolean.FALSE.equals(value)) {
      return field.kind() == FieldKind.BOOLEAN ? Boolean.FALSE : null;
    }
    return switch (field.kind()) {
      case CHAR, TEXT, HTML -> String.valueOf(value);
      case BOOLEAN -> Boolean.valueOf(String.valueOf(value));
      case INTEGER -> decimal(value, field).longValue();
      case FLOAT, MONETARY -> field.kept(decimal(value, field));
      case DATE -> date(String.valueOf(value));
      case DATETIME -> time(String.valueOf(value));
      case SELECTION -> option(field, String.valueOf(value), model);
      case MANY2ONE -> target(field, value);
      case MANY2MANY -> targets(field, value);
      case ONE2MANY -> throw OdooError.value("commands are handled apart");
    };
  }

  private static BigDecimal decimal(Object value, FieldDef field) {
    try {
      return value instanceof BigDecimal number ? number : new BigDecimal(String.valueOf(value));
    } catch (NumberFormatException e) {
      throw OdooError.value("could not convert string to float for " + field.name());
    }
  }

  private static String date(String text) {
    if (!text.matches("\\d{4}-\\d\\d-\\d\\d.*")) {
      throw OdooError.value("time data does not match format '%Y-%m-%d'");
    }
    return text.substring(0, 10);
  }

  private static String time(String text) {
    if (!text.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d")) {
      throw OdooError.value("time data does not match format '%Y-%m-%d %H:%M:%S'");
    }
    return text;
  }

  private static String option(FieldDef field, String value, ModelDef model) {
    if (!field.options().contains(value)) {
      throw OdooError.value("Wrong value for " + model.name() + "." + field.name());
    }
    return value;
  }

  private Long target(FieldDef field, Object value) {
    long id = decimal(value, field).longValue();
    if (database.row(field.relation(), id).isEmpty()) {
      throw OdooError.missing(field.relation(), id);
    }
    return id;
  }

  private List<Long> targets(FieldDef field, Object value) {
    Set<Long> ids = new LinkedHashSet<>();
    for (Object each : value instanceof List<?> list ? list : List.of(value)) {
      if (each instanceof List<?> command) {
        int code = ((Number) Objects.requireNonNull(command.get(0))).intValue();
        if (code == 6 || code == 5) {
          ids.clear();
        }
        ids.addAll(code == 6 ? Domains.ids(command.get(2)) : List.of());
        ids.addAll(code == 4 ? Domains.ids(command.get(1)) : List.of());
      } else {
        ids.addAll(Domains.ids(each));
      }
    }
    ids.forEach(id -> target(field, BigDecimal.valueOf(id)));
    return List.copyOf(ids);
  }

  // ---------------------------------------------------------------- reading

  /** The value as the database has it; null for empty. */
  @Nullable Object raw(ModelDef model, Row row, FieldDef field) {
    String name = aliases.getOrDefault(model.name() + "." + field.name(), field.name());
    if (!name.equals(field.name())) {
      return raw(model, row, model.need(name));
    }
    if (name.equals("id")) {
      return row.id();
    }
    if (name.equals("display_name")) {
      return nameOf(model.name(), row);
    }
    Function<Row, @Nullable Object> function = computed.get(model.name() + "." + name);
    if (function != null) {
      return function.apply(row);
    }
    if (!field.via().isEmpty()) {
      return elsewhere(model, row, field);
    }
    if (field.kind() == FieldKind.ONE2MANY) {
      return children(row, field);
    }
    return row.get(name);
  }

  private @Nullable Object elsewhere(ModelDef model, Row row, FieldDef field) {
    FieldDef link = model.need(field.via());
    ModelDef other = model(link.relation());
    return Domains.ids(raw(model, row, link)).stream()
        .findFirst()
        .flatMap(id -> database.row(other.name(), id))
        .map(target -> raw(other, target, other.need(field.name())))
        .orElse(null);
  }

  private List<Long> children(Row row, FieldDef field) {
    if (!knows(field.relation())) {
      return List.of();
    }
    return database.table(field.relation()).values().stream()
        .filter(child -> child.link(field.inverse()).filter(id -> id == row.id()).isPresent())
        .map(Row::id)
        .toList();
  }

  private static String nameOf(String model, Row row) {
    return row.text("name").orElse(model + "," + row.id());
  }

  Optional<Instant> instant(Row row, FieldDef field) {
    return switch (field.name()) {
      case "create_date" -> Optional.of(row.created());
      case "write_date" -> Optional.of(row.written());
      default ->
          row.text(field.name())
              .map(text -> LocalDateTime.parse(text, DateFilters.FORM).toInstant(ZoneOffset.UTC));
    };
  }

  /** As Python writes a float: no digits that say nothing, and one behind the point at least. */
  private static BigDecimal asFloat(BigDecimal number) {
    BigDecimal bare = number.stripTrailingZeros();
    return bare.scale() < 1 ? bare.setScale(1) : bare;
  }

  /** The value as it goes over the wire: false for empty. */
  Object shown(ModelDef model, Row row, FieldDef field, boolean bareLinks) {
    if (field.name().equals("create_date") || field.name().equals("write_date")) {
      return DateFilters.show(field.name().startsWith("c") ? row.created() : row.written());
    }
    Object value = raw(model, row, field);
    if (value == null) {
      return switch (field.kind()) {
        case INTEGER -> BigDecimal.ZERO;
        case FLOAT, MONETARY -> asFloat(BigDecimal.ZERO);
        case ONE2MANY, MANY2MANY -> List.of();
        default -> Boolean.FALSE;
      };
    }
    if (value instanceof BigDecimal number) {
      return asFloat(number);
    }
    if (field.kind() == FieldKind.MANY2ONE && value instanceof Long id && !bareLinks) {
      String name =
          database.row(field.relation(), id).map(each -> nameOf(field.relation(), each)).orElse("");
      return List.of(id, name);
    }
    return value;
  }
}
