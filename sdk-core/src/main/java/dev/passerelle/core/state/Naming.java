package dev.passerelle.core.state;

import org.jspecify.annotations.Nullable;

/**
 * How the store's objects are called in the database.
 *
 * @param prefix before each table name
 * @param schema the database schema, exactly as spelled; null for the connection's own
 * @param dialect quotes names
 */
record Naming(String prefix, @Nullable String schema, Dialect dialect) {

  Naming {
    if (!prefix.isEmpty()) {
      Names.check("prefix", prefix, 12);
    }
    if (schema != null && !schema.matches("[\\p{L}_][\\p{L}\\p{N}_$ -]{0,62}")) {
      throw new IllegalArgumentException("schema has a name that cannot be quoted: " + schema);
    }
  }

  /** A table, bare of schema and quotes. */
  String bare(String table) {
    return prefix + table;
  }

  /** A table, quoted and with its schema. */
  String table(String table) {
    String quoted = dialect.quote(bare(table));
    return schema == null ? quoted : dialect.quote(schema) + "." + quoted;
  }

  /** A primary key, unique key or index of a table, bare of quotes. */
  String constraint(String table, String name) {
    return bare(table) + "_" + name;
  }
}
