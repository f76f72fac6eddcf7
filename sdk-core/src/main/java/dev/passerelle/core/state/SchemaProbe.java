package dev.passerelle.core.state;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks a database what is there; the connection is in autocommit, so a failed question is free. */
final class SchemaProbe {

  private final Connection connection;
  private final Naming naming;
  private final SqlErrors errors;

  SchemaProbe(Connection connection, Naming naming) {
    this.connection = connection;
    this.naming = naming;
    this.errors = new SqlErrors(naming.dialect().kind());
  }

  boolean has(SchemaDdl.Made made) throws SQLException {
    if (made.index().isPresent()) {
      return hasIndex(made.table(), made.index().get());
    }
    return made.column().isPresent()
        ? answers(made.column().get(), made.table())
        : hasTable(made.table());
  }

  boolean hasTable(String table) throws SQLException {
    return answers(null, table);
  }

  /** The first column, key or index of a table that is not there. */
  Optional<String> missing(Table table) throws SQLException {
    if (!hasTable(table.name())) {
      return Optional.of("table " + naming.bare(table.name()));
    }
    for (Column column : table.columns()) {
      if (!answers(column.name(), table.name())) {
        return Optional.of("column " + column.name() + " of " + naming.bare(table.name()));
      }
    }
    List<String> paths =
        Stream.concat(
                table.uniqueKeys().stream().map(UniqueKey::name),
                table.indexes().stream().map(Index::name))
            .map(name -> naming.constraint(table.name(), name))
            .toList();
    for (String path : paths) {
      if (!hasIndex(table.name(), path)) {
        return Optional.of("index " + path);
      }
    }
    return Optional.empty();
  }

  private boolean answers(@Nullable String column, String table) throws SQLException {
    String what = column == null ? "1" : "t." + naming.dialect().quote(column);
    String sql = "SELECT " + what + " FROM " + naming.table(table) + " t WHERE 1 = 0";
    try (var statement = connection.prepareStatement(sql);
        ResultSet none = statement.executeQuery()) {
      return !none.next();
    } catch (SQLException e) {
      if (errors.isMissing(e)) {
        return false;
      }
      throw e;
    }
  }

  private boolean hasIndex(String table, String index) throws SQLException {
    DatabaseMetaData about = connection.getMetaData();
    String schema = naming.schema() == null ? connection.getSchema() : naming.schema();
    String catalog = connection.getCatalog();
    if (naming.schema() != null && naming.dialect().schemaIsCatalog()) {
      catalog = naming.schema();
    }
    try (ResultSet found = about.getIndexInfo(catalog, schema, naming.bare(table), false, true)) {
      while (found.next()) {
        if (index.equalsIgnoreCase(found.getString("INDEX_NAME"))) {
          return true;
        }
      }
    }
    return false;
  }
}
