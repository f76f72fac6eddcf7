package dev.passerelle.sage.sage100;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tables and columns that the login sees, as they are in this version of Sage and in this
 * company (fact sheet §0.4). Names ignore case. Immutable.
 */
public final class SageSchema {
  private final Map<String, Map<String, SageColumn>> tables;

  SageSchema(Map<String, Map<String, SageColumn>> tables) {
    this.tables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.tables.putAll(tables);
  }

  /** Whether the table is there and may be read. */
  public boolean has(String table) {
    return tables.containsKey(table);
  }

  /** Whether the column is there. */
  public boolean has(String table, String column) {
    return column(table, column).isPresent();
  }

  /** The column. */
  public Optional<SageColumn> column(String table, String column) {
    return Optional.ofNullable(tables.getOrDefault(table, Map.of()).get(column));
  }

  /** The most characters of a text column; empty for other columns and unknown ones. */
  public OptionalInt length(String table, String column) {
    return column(table, column)
        .filter(c -> c.length() > 0)
        .map(c -> OptionalInt.of(c.length()))
        .orElse(OptionalInt.empty());
  }

  /** How finely {@code cbModification} is stored in a table. */
  public StampPrecision stamps(String table) {
    return column(table, "cbModification")
        .map(SageColumn::precision)
        .orElse(StampPrecision.MILLISECOND);
  }

  /** Whether any table keeps minutes only. */
  public boolean hasMinuteStamps() {
    return tables.keySet().stream().anyMatch(table -> stamps(table) == StampPrecision.MINUTE);
  }

  /**
   * A fingerprint of some tables: it changes with every name, type or length in them and with
   * nothing else (E1).
   */
  public String fingerprint(Collection<String> ofTables) {
    StringBuilder text = new StringBuilder();
    for (String table : new TreeSet<>(ofTables)) {
      text.append(table).append('\n');
      tables.getOrDefault(table, Map.of()).forEach((n, c) -> text.append(c).append('\n'));
    }
    return digest(text.toString());
  }

  static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java", e);
    }
  }
}
