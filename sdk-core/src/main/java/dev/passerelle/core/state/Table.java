package dev.passerelle.core.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shape of one table: columns, primary key, unique keys and indexes. Immutable, equal by
 * content. Its name is the bare one; a store may put a prefix before it.
 *
 * <p>The first column of the primary key, of each unique key and of each index is the text {@code
 * tenant}, so that no query and no constraint reaches across tenants. Widths are limited to what
 * the narrowest supported database can index: 3,072 bytes, a character counting four and any other
 * value eight, the columns of the primary key included.
 */
public final class Table {

  /** The name of the first column of every key. */
  public static final String TENANT = "tenant";

  /** The name of the primary key among the paths by which a table is read. */
  public static final String PRIMARY_KEY = "pk";

  private static final int MAX_INDEX_BYTES = 3_072;

  private final String name;
  private final List<Column> columns;
  private final List<Column> keyColumns;
  private final List<UniqueKey> uniqueKeys;
  private final List<Index> indexes;
  private final Map<String, Column> byName;
  private final Row.Shape shape;
  private final Map<String, List<Column>> orders = new HashMap<>();
  private final int hash;

  Table(
      String name,
      List<Column> columns,
      int keyWidth,
      List<UniqueKey> uniqueKeys,
      List<Index> indexes) {
    Names.check("table", name, 24);
    this.name = name;
    this.columns = List.copyOf(columns);
    this.keyColumns = this.columns.subList(0, keyWidth);
    this.uniqueKeys = List.copyOf(uniqueKeys);
    this.indexes = List.copyOf(indexes);
    this.byName = byName(name, this.columns);
    this.shape = shape(this.columns);
    this.hash = List.of(name, this.columns, keyWidth, this.uniqueKeys, this.indexes).hashCode();
    checkKeys();
    orders.put(PRIMARY_KEY, keyColumns);
    this.uniqueKeys.forEach(unique -> orders.put(unique.name(), order(unique.name())));
    this.indexes.forEach(index -> orders.put(index.name(), order(index.name())));
  }

  /** Starts the description of a table; the name has at most 24 characters. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** The bare name. */
  public String name() {
    return name;
  }

  /** All columns, those of the primary key first. */
  public List<Column> columns() {
    return columns;
  }

  /** The columns of the primary key, in order. */
  public List<Column> keyColumns() {
    return keyColumns;
  }

  /** The unique keys besides the primary key. */
  public List<UniqueKey> uniqueKeys() {
    return uniqueKeys;
  }

  /** The further orders in which the table can be read. */
  public List<Index> indexes() {
    return indexes;
  }

  /** The column of this name; refuses one that the table does not have. */
  public Column column(String column) {
    Column found = byName.get(column);
    if (found == null) {
      throw new IllegalArgumentException("table " + name + " has no column " + column);
    }
    return found;
  }

  /** A builder of a complete row of this table. */
  public Row.Builder row() {
    return new Row.Builder(this);
  }

  /** The primary key of a row, which must hold all key columns. */
  public Key keyOf(Row row) {
    Object[] values = new Object[keyColumns.size()];
    for (int i = 0; i < values.length; i++) {
      Column column = keyColumns.get(i);
      // The columns of the key are the first ones.
      Object value = row.shape() == shape ? row.at(i) : row.raw(column.name());
      if (value == null) {
        throw refused(column.name(), "is null but part of the key");
      }
      values[i] = value;
    }
    return new Key(List.of(values));
  }

  /**
   * The columns by which a unique key or an index orders the rows: its own, then the rest of the
   * primary key.
   *
   * @param path the name of a unique key or an index, or {@link #PRIMARY_KEY}
   */
  public List<Column> order(String path) {
    List<Column> known = orders.get(path);
    return known == null ? orderOf(path) : known;
  }

  private List<Column> orderOf(String path) {
    if (path.equals(PRIMARY_KEY)) {
      return keyColumns;
    }
    List<Column> order = new ArrayList<>();
    pathColumns(path).forEach(c -> order.add(column(c)));
    keyColumns.stream().filter(c -> !order.contains(c)).forEach(order::add);
    return List.copyOf(order);
  }

  /** The first columns of a path; refuses more than it orders by. */
  List<Column> beginning(String path, int width) {
    List<Column> order = order(path);
    if (width < 1 || width > order.size()) {
      throw new IllegalArgumentException(
          "a beginning of " + path + " of table " + name + " has 1 to " + order.size() + " values");
    }
    return order.subList(0, width);
  }

  /** Where the columns of a path stand in a complete row. */
  int[] places(String path) {
    return order(path).stream().mapToInt(column -> place(column.name())).toArray();
  }

  /** How many columns a unique key has; 0 for what is none. */
  int uniqueWidth(String unique) {
    for (UniqueKey key : uniqueKeys) {
      if (key.name().equals(unique)) {
        return key.columns().size();
      }
    }
    return 0;
  }

  private List<String> pathColumns(String path) {
    for (Index index : indexes) {
      if (index.name().equals(path)) {
        return index.columns();
      }
    }
    for (UniqueKey unique : uniqueKeys) {
      if (unique.name().equals(path)) {
        return unique.columns();
      }
    }
    throw new IllegalArgumentException("table " + name + " has no index or unique key " + path);
  }

  /** The row in this table's own shape; refuses a row that is not complete and well typed. */
  Row complete(Row row) {
    if (row.shape() == shape && (row.isChecked() || fits(row))) {
      return row;
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    row.columns().forEach(c -> values.put(c, row.raw(c)));
    return complete(values);
  }

  Row complete(Map<String, @Nullable Object> values) {
    @Nullable Object[] all = new @Nullable Object[columns.size()];
    values.forEach((name, value) -> all[place(name)] = value);
    return complete(all);
  }

  /** The row of these values, one per column in order, which are checked and not copied. */
  Row complete(@Nullable Object[] values) {
    Row row = new Row(shape, values, true);
    var unused = fits(row);
    return row;
  }

  /** Where a column stands; refuses one that the table does not have. */
  int place(String column) {
    Integer at = shape.positions().get(column);
    return at == null ? refusedPlace(column) : at;
  }

  private int refusedPlace(String column) {
    throw new IllegalArgumentException("table " + name + " has no column " + column);
  }

  /** The row that a store has read: one value per column, in order. */
  Row read(@Nullable Object[] values) {
    return new Row(shape, values, true);
  }

  private boolean fits(Row row) {
    for (int i = 0; i < columns.size(); i++) {
      check(columns.get(i), row.at(i));
    }
    return true;
  }

  /** Refuses a value that the column cannot hold. The message never shows the value. */
  void check(Column column, @Nullable Object value) {
    if (value == null) {
      if (!column.nullable()) {
        throw refused(column.name(), "is required");
      }
      return;
    }
    if (!column.type().holds(value)) {
      throw refused(column.name(), "must be a " + column.type().javaType().getSimpleName());
    }
    if (value instanceof String text && column.length() > 0 && text.length() > column.length()) {
      throw refused(
          column.name(), "holds " + column.length() + " characters, not " + text.length());
    }
  }

  /** The expectation of a compare-and-set, checked: known, comparable columns of the right type. */
  Row expectation(Row expected) {
    for (String column : expected.columns()) {
      Object value = expected.raw(column);
      if (column(column).isPayload()) {
        throw refused(column, "is a payload and cannot be compared");
      }
      if (value != null) {
        check(column(column), value);
      }
    }
    return expected;
  }

  /** Refuses a key that does not fit the primary key. */
  void check(Key key) {
    if (key.values().size() != keyColumns.size()) {
      throw new IllegalArgumentException(
          "a key of table " + name + " has " + keyColumns.size() + " values");
    }
    for (int i = 0; i < keyColumns.size(); i++) {
      check(keyColumns.get(i), key.values().get(i));
    }
  }

  /** This table with one more nullable column. */
  Table plus(Column column) {
    if (!column.nullable()) {
      throw refused(column.name(), "is added later and must be nullable");
    }
    List<Column> more = new ArrayList<>(columns);
    more.add(column);
    return new Table(name, more, keyColumns.size(), uniqueKeys, indexes);
  }

  /** This table with one more index. */
  Table plus(Index index) {
    List<Index> more = new ArrayList<>(indexes);
    more.add(index);
    return new Table(name, columns, keyColumns.size(), uniqueKeys, more);
  }

  private static Map<String, Column> byName(String table, List<Column> columns) {
    Map<String, Column> map = new LinkedHashMap<>();
    for (Column column : columns) {
      if (map.put(column.name(), column) != null) {
        throw new IllegalArgumentException("table " + table + " has two columns " + column.name());
      }
    }
    return Collections.unmodifiableMap(map);
  }

  private static Row.Shape shape(List<Column> columns) {
    Map<String, Integer> positions = new LinkedHashMap<>();
    columns.forEach(c -> positions.put(c.name(), positions.size()));
    return new Row.Shape(Collections.unmodifiableMap(positions));
  }

  private void checkKeys() {
    for (Column column : keyColumns) {
      if (column.nullable()) {
        throw refused(column.name(), "is part of the primary key and must not be nullable");
      }
    }
    checkPath("primary key", keyColumns.stream().map(Column::name).toList());
    Set<String> names = new HashSet<>(Set.of(PRIMARY_KEY));
    uniqueKeys.forEach(u -> checkNamed(names, u.name(), u.columns()));
    indexes.forEach(i -> checkNamed(names, i.name(), i.columns()));
  }

  private void checkNamed(Set<String> names, String path, List<String> pathColumns) {
    if (!names.add(path)) {
      throw new IllegalArgumentException("table " + name + " has two keys or indexes " + path);
    }
    checkPath(path, pathColumns);
    if (order(path).stream().mapToInt(Column::indexBytes).sum() > MAX_INDEX_BYTES) {
      throw new IllegalArgumentException(path + " of table " + name + " is too wide to be indexed");
    }
  }

  private void checkPath(String path, List<String> pathColumns) {
    if (pathColumns.isEmpty()
        || !pathColumns.get(0).equals(TENANT)
        || column(TENANT).type() != ColumnType.TEXT) {
      throw new IllegalArgumentException(
          path + " of table " + name + " must begin with the text column tenant");
    }
    if (new HashSet<>(pathColumns).size() != pathColumns.size()) {
      throw new IllegalArgumentException(path + " of table " + name + " names a column twice");
    }
    int bytes = 0;
    for (String pathColumn : pathColumns) {
      Column column = column(pathColumn);
      if (column.isPayload() || column.length() > Column.MAX_KEYED_TEXT) {
        throw refused(pathColumn, "is too long to be part of " + path);
      }
      bytes += column.indexBytes();
    }
    if (bytes > MAX_INDEX_BYTES) {
      throw new IllegalArgumentException(path + " of table " + name + " is too wide to be indexed");
    }
  }

  private IllegalArgumentException refused(String column, String why) {
    return new IllegalArgumentException("column " + column + " of table " + name + " " + why);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Table table
            && hash == table.hash
            && name.equals(table.name)
            && columns.equals(table.columns)
            && keyColumns.size() == table.keyColumns.size()
            && uniqueKeys.equals(table.uniqueKeys)
            && indexes.equals(table.indexes));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return name;
  }

  /** Describes a table. Not safe for use by several threads. */
  public static final class Builder {

    private final String name;
    private final List<Column> key = new ArrayList<>();
    private final List<Column> rest = new ArrayList<>();
    private final List<UniqueKey> uniqueKeys = new ArrayList<>();
    private final List<Index> indexes = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    /** The columns of the primary key, {@code tenant} first. */
    public Builder key(Column... columns) {
      key.addAll(List.of(columns));
      return this;
    }

    /** Further columns. */
    public Builder columns(Column... columns) {
      rest.addAll(List.of(columns));
      return this;
    }

    /** A unique key; a row with a null in one of the columns is not constrained. */
    public Builder unique(String keyName, String... columns) {
      uniqueKeys.add(new UniqueKey(keyName, List.of(columns)));
      return this;
    }

    /** An index; the columns of the primary key follow by themselves. */
    public Builder index(String indexName, String... columns) {
      indexes.add(new Index(indexName, List.of(columns)));
      return this;
    }

    /** The table; refuses what not every supported database can hold, naming it. */
    public Table build() {
      List<Column> all = new ArrayList<>(key);
      all.addAll(rest);
      return new Table(name, all, key.size(), uniqueKeys, indexes);
    }
  }
}
