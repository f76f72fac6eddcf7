package dev.passerelle.core.state;

/** One step of a {@link SchemaVersion}. Steps only add: an older node goes on reading. */
public sealed interface SchemaChange {

  /** The bare name of the table that changes. */
  String tableName();

  /**
   * A new table with its keys and indexes.
   *
   * @param table its shape at this version
   */
  record CreateTable(Table table) implements SchemaChange {
    @Override
    public String tableName() {
      return table.name();
    }
  }

  /**
   * One more column, which must be nullable.
   *
   * @param tableName a table of this or an earlier version
   * @param column the column
   */
  record AddColumn(String tableName, Column column) implements SchemaChange {}

  /**
   * One more index.
   *
   * @param tableName a table of this or an earlier version
   * @param index the index
   */
  record AddIndex(String tableName, Index index) implements SchemaChange {}
}
