package dev.passerelle.core.state;

/**
 * One column of a {@link Table}.
 *
 * @param name lower-case letters, digits and underscores, at most 30 characters
 * @param type what it holds
 * @param length for TEXT the greatest number of UTF-16 characters, 1 to 2,000 (at most 190 in a key
 *     or an index), or 0 for an unbounded payload; for the other types always 0
 * @param nullable whether a row may leave the value out
 */
public record Column(String name, ColumnType type, int length, boolean nullable) {

  static final int MAX_TEXT = 2_000;
  static final int MAX_KEYED_TEXT = 190;

  /** Refuses names and lengths that not every database takes. */
  public Column {
    Names.check("column", name, 30);
    if (length < 0 || length > MAX_TEXT || (type != ColumnType.TEXT && length != 0)) {
      throw new IllegalArgumentException(
          "length of column " + name + " is out of range: " + length);
    }
  }

  /** A required text of at most {@code length} characters. */
  public static Column text(String name, int length) {
    if (length == 0) {
      throw new IllegalArgumentException("column " + name + ": a text without bound is a payload");
    }
    return new Column(name, ColumnType.TEXT, length, false);
  }

  /** A required text without bound, never part of a key, an index or an expectation. */
  public static Column payload(String name) {
    return new Column(name, ColumnType.TEXT, 0, false);
  }

  /** A required 64-bit number. */
  public static Column number(String name) {
    return new Column(name, ColumnType.LONG, 0, false);
  }

  /** A required yes or no. */
  public static Column flag(String name) {
    return new Column(name, ColumnType.BOOLEAN, 0, false);
  }

  /** A required instant, to the microsecond. */
  public static Column instant(String name) {
    return new Column(name, ColumnType.INSTANT, 0, false);
  }

  /** The same column, which a row may leave empty. */
  public Column orNull() {
    return new Column(name, type, length, true);
  }

  /** Whether this is an unbounded text, which cannot be compared by the store. */
  public boolean isPayload() {
    return type == ColumnType.TEXT && length == 0;
  }

  /** Bytes that the widest database counts for this column in an index. */
  int indexBytes() {
    return type == ColumnType.TEXT ? 4 * length : 8;
  }
}
