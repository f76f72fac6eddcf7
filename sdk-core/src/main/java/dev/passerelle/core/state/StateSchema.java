package dev.passerelle.core.state;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables that a store must offer, as the ordered versions that led to them.
 *
 * @param versions at least one, numbered from 1 without gaps
 */
public record StateSchema(List<SchemaVersion> versions) {

  /** Copies the list and checks that the versions build upon each other. */
  public StateSchema {
    versions = List.copyOf(versions);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("a schema has at least one version");
    }
    for (int i = 0; i < versions.size(); i++) {
      if (versions.get(i).number() != i + 1) {
        throw new IllegalArgumentException(
            "versions are numbered from 1 without gaps, not " + versions.get(i).number());
      }
    }
    build(versions);
  }

  /** A schema of one version that creates these tables. */
  public static StateSchema of(Table... tables) {
    return new StateSchema(List.of(SchemaVersion.creating(1, "first tables", tables)));
  }

  /** The number of the newest version. */
  public int version() {
    return versions.size();
  }

  /** The tables as the newest version leaves them. */
  public Collection<Table> tables() {
    return build(versions).values();
  }

  /** The table of this bare name as the newest version leaves it. */
  public Table table(String name) {
    Table table = build(versions).get(name);
    if (table == null) {
      throw new IllegalArgumentException("the schema has no table " + name);
    }
    return table;
  }

  private static Map<String, Table> build(List<SchemaVersion> versions) {
    Map<String, Table> tables = new LinkedHashMap<>();
    versions.forEach(v -> v.changes().forEach(change -> apply(tables, change)));
    return Collections.unmodifiableMap(tables);
  }

  private static void apply(Map<String, Table> tables, SchemaChange change) {
    Table before = tables.get(change.tableName());
    if (change instanceof SchemaChange.CreateTable create && before == null) {
      tables.put(create.tableName(), create.table());
    } else if (change instanceof SchemaChange.AddColumn add && before != null) {
      tables.put(before.name(), before.plus(add.column()));
    } else if (change instanceof SchemaChange.AddIndex add && before != null) {
      tables.put(before.name(), before.plus(add.index()));
    } else {
      throw new IllegalArgumentException(
          "table " + change.tableName() + " is created twice or changed before it exists");
    }
  }
}
