package dev.passerelle.simulators.salesforce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Definitions and records of the org. One lock guards all of it: its own monitor. */
final class Org {
  static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

  /** The user's profile, which counts as a permission set. */
  private static final String PROFILE = "0PS5g0000000001AAA";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);

  final Clock clock;
  final Set<SalesforceSimulator.Feature> features;
  final Map<String, ObjectDef> objects = new LinkedHashMap<>();
  final Set<String> grants = new HashSet<>();
  final Set<String> hidden = new HashSet<>();
  final Map<String, UnaryOperator<@Nullable Object>> automation = new HashMap<>();
  final Set<String> requiredByRule = new HashSet<>();
  Duration delay = Duration.ZERO;
  final String userId;
  final String organizationId;
  final KeyIndex keys = new KeyIndex();
  final ChangeEventLog events = new ChangeEventLog(this);
  private final Map<String, Map<String, StoredRecord>> rows = new HashMap<>();
  private final Deque<List<Runnable>> undo = new ArrayDeque<>();
  private long next = 1;
  private int customPrefix;

  Org(Clock clock, Set<SalesforceSimulator.Feature> features) {
    this.clock = clock;
    this.features = features;
    StandardObjects.all(features).forEach(this::add);
    organizationId =
        insert("Organization", Map.of("Name", "Negoce", "TimeZoneSidKey", "Europe/Paris")).id;
    userId =
        insert(
                "User",
                Map.of(
                    "Username", "integration@negoce.example",
                    "FirstName", "Inte",
                    "LastName", "Gration",
                    "Email", "integration@negoce.example",
                    "IsActive", true))
            .id;
    insert("Pricebook2", Map.of("Name", "Standard", "IsActive", true, "IsStandard", true));
    insert("PermissionSetAssignment", Map.of("AssigneeId", userId, "PermissionSetId", PROFILE));
    objects.values().stream().map(each -> each.name).toList().forEach(this::grantAll);
  }

  void add(ObjectDef object) {
    objects.put(object.name.toLowerCase(Locale.ROOT), object);
    rows.put(object.name, new TreeMap<>());
  }

  ObjectDef custom(String name) {
    ObjectDef made = new ObjectDef(name, "a0" + (char) ('0' + customPrefix++));
    add(made);
    return made;
  }

  Optional<ObjectDef> object(String name) {
    return Optional.ofNullable(objects.get(name.toLowerCase(Locale.ROOT)));
  }

  ObjectDef need(String name) {
    return object(name)
        .orElseThrow(
            () -> SfError.bad("INVALID_TYPE", "sObject type '" + name + "' is not supported."));
  }

  /** Whether the integration user may see a field. */
  boolean visible(ObjectDef object, FieldDef field) {
    return !field.custom() || grants.contains(object.name + "." + field.name());
  }

  Optional<FieldDef> seen(ObjectDef object, String field) {
    return object.field(field).filter(each -> visible(object, each));
  }

  /** The fields of the permission sets that the integration user has, and no others. */
  void regrant() {
    grants.clear();
    for (StoredRecord assignment : live("PermissionSetAssignment")) {
      String name = assignment.text("PermissionSetName");
      for (StoredRecord set : children("PermissionSet", "Name", name)) {
        // Who assigned it before it was there meant this one.
        change(assignment, Map.of("AssigneeId", userId, "PermissionSetId", set.id));
        children("FieldPermissions", "ParentId", set.id)
            .forEach(field -> grants.add(field.text("Field")));
      }
    }
  }

  private void grantAll(String object) {
    if (children("ObjectPermissions", "SobjectType", object).isEmpty()) {
      insert(
          "ObjectPermissions",
          Map.of("SobjectType", object, "ParentId", PROFILE, "PermissionsViewAllRecords", true));
    }
  }

  /** Makes a record without asking any rule. */
  StoredRecord insert(String object, Map<String, ? extends @Nullable Object> values) {
    ObjectDef type = need(object);
    StoredRecord record = new StoredRecord(type, newId(type.prefix));
    record.changing(true, clock.instant().plus(delay));
    record.values.putAll(values);
    record.values.put("Id", record.id);
    record.values.putIfAbsent("IsDeleted", false);
    record.values.put("CreatedDate", stamp());
    table(type).put(record.id, record);
    undoable(() -> table(type).remove(record.id));
    keys.add(record);
    undoable(events.created(record));
    touch(record);
    return record;
  }

  /** Changes a record without asking any rule. */
  void change(StoredRecord record, Map<String, ? extends @Nullable Object> values) {
    Map<String, @Nullable Object> old = record.values;
    record.changing(false, clock.instant().plus(delay));
    values.forEach(
        (name, value) ->
            record.values.put(record.object.field(name).map(FieldDef::name).orElse(name), value));
    undoable(() -> record.values = old);
    keys.add(record);
    undoable(events.changed(record, values));
    touch(record);
  }

  void touch(StoredRecord record) {
    record.values.put("LastModifiedDate", stamp());
    record.values.put("SystemModstamp", stamp());
    record.values.put("LastModifiedById", userId);
  }

  String stamp() {
    return stamp(clock.instant());
  }

  /** Stamps are kept in whole seconds. */
  static String stamp(Instant instant) {
    return STAMP.format(instant.truncatedTo(ChronoUnit.SECONDS));
  }

  Map<String, StoredRecord> table(ObjectDef object) {
    return rows.computeIfAbsent(object.name, name -> new TreeMap<>());
  }

  Optional<StoredRecord> record(ObjectDef object, String id) {
    return Optional.ofNullable(table(object).get(full(id)));
  }

  List<StoredRecord> live(String object) {
    return object(object)
        .map(type -> table(type).values().stream().filter(each -> !each.deleted()).toList())
        .orElse(List.of());
  }

  List<StoredRecord> children(String object, String field, String parent) {
    return live(object).stream().filter(each -> each.text(field).equals(parent)).toList();
  }

  private String newId(String prefix) {
    String number = Long.toString(next++, 36);
    return full(prefix + "5g" + "0".repeat(10 - number.length()) + number);
  }

  /** An id of 15 characters in 18. */
  static String full(String id) {
    if (id.length() != 15) {
      return id;
    }
    StringBuilder text = new StringBuilder(id);
    for (int part = 0; part < 3; part++) {
      int bits = 0;
      for (int i = 4; i >= 0; i--) {
        bits = bits * 2 + (Character.isUpperCase(id.charAt(part * 5 + i)) ? 1 : 0);
      }
      text.append(CHECK.charAt(bits));
    }
    return text.toString();
  }

  // ---- transactions

  void begin() {
    undo.push(new ArrayList<>());
  }

  void commit() {
    List<Runnable> done = undo.pop();
    if (!undo.isEmpty()) {
      undo.getFirst().addAll(done);
    }
  }

  void rollback() {
    List<Runnable> done = undo.pop();
    for (int i = done.size() - 1; i >= 0; i--) {
      done.get(i).run();
    }
  }

  private void undoable(Runnable step) {
    if (!undo.isEmpty()) {
      undo.getFirst().add(step);
    }
  }
}
