package dev.passerelle.core.state;

import dev.passerelle.core.error.StateStoreFailure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares the versions that a store remembers with the wanted ones.
 *
 * @param schema the wanted schema
 * @param mode what may be done about a difference
 */
record SchemaCheck(StateSchema schema, MigrationMode mode) {

  static SchemaCheck of(StateSchema schema, MigrationMode mode) {
    return new SchemaCheck(schema, mode);
  }

  /** The checksum of each version, by number. */
  static Map<Integer, String> checksums(StateSchema schema) {
    Map<Integer, String> sums = new TreeMap<>();
    schema.versions().forEach(v -> sums.put(v.number(), checksum(v)));
    return sums;
  }

  /** Refuses a stored schema that cannot be used under the mode. */
  void admit(Map<Integer, String> stored) {
    int newest = stored.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    if (newest > schema.version()) {
      throw mismatch(newest, "the stored schema is newer than this program: update the program");
    }
    if (mode != MigrationMode.NEVER) {
      checkUnaltered(stored);
    }
    if (newest < schema.version() && mode != MigrationMode.RUN) {
      throw mismatch(
          newest, "mode " + mode + " changes nothing: let the administrator run the script");
    }
  }

  private void checkUnaltered(Map<Integer, String> stored) {
    Map<Integer, String> wanted = checksums(schema);
    stored.forEach(
        (number, sum) -> {
          if (!sum.equals(wanted.get(number))) {
            throw mismatch(number, "this version was applied with another content");
          }
        });
  }

  StateStoreFailure mismatch(int stored, String what) {
    String actual = stored == 0 ? "no schema" : "version " + stored;
    return Failures.schema(actual, "version " + schema.version(), what);
  }

  private static String checksum(SchemaVersion version) {
    StringBuilder text = new StringBuilder();
    version.changes().forEach(change -> text.append(describe(change)).append('\n'));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String describe(SchemaChange change) {
    if (change instanceof SchemaChange.CreateTable create) {
      return "create " + describe(create.table());
    }
    if (change instanceof SchemaChange.AddColumn add) {
      return "add " + add.tableName() + " " + describe(add.column());
    }
    SchemaChange.AddIndex add = (SchemaChange.AddIndex) change;
    return "index " + add.tableName() + " " + add.index().name() + add.index().columns();
  }

  private static String describe(Table table) {
    StringBuilder text =
        new StringBuilder(table.name()).append(' ').append(table.keyColumns().size());
    table.columns().forEach(c -> text.append(' ').append(describe(c)));
    table.uniqueKeys().forEach(u -> text.append(" unique ").append(u.name()).append(u.columns()));
    table.indexes().forEach(i -> text.append(" index ").append(i.name()).append(i.columns()));
    return text.toString();
  }

  private static String describe(Column column) {
    return column.name() + ":" + column.type() + ":" + column.length() + ":" + column.nullable();
  }
}
