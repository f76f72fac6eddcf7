package dev.passerelle.core.mapping;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.InvalidConfiguration;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which code of one system is which code of the other: countries, payment terms, reps, units, price
 * lists (L15). Two-way and one-to-one, unless further codes of one side are declared to be read as
 * a code that is already there:
 *
 * <pre>{@code
 * CodeTable.of("countries", Map.of("GUADELOUPE", "GP", "MARTINIQUE", "MQ"))
 *     .rightwards("GUADELOUPE (971)", "GP")   // GP goes back as GUADELOUPE
 *     .onUnknown(REJECT)
 * }</pre>
 *
 * <p>Immutable. Mistakes are {@link InvalidConfiguration} with {@link
 * ErrorCode#CODE_TABLE_INVALID}, naming file and line.
 */
public final class CodeTable {

  /** What a code that is not in the table becomes. */
  public enum OnUnknown {
    /** The target keeps what it has, with a notice. */
    KEEP_TARGET,
    /** The code itself. */
    RAW,
    /** The field waits for a line of the table. */
    WAIT,
    /** The record is rejected. */
    REJECT
  }

  private final String name;
  private final Map<String, String> rightOf;
  private final Map<String, String> leftOf;
  private final OnUnknown onUnknown;
  private final boolean ignoreCase;

  private CodeTable(
      String name,
      Map<String, String> rightOf,
      Map<String, String> leftOf,
      OnUnknown onUnknown,
      boolean ignoreCase) {
    this.name = Objects.requireNonNull(name, "name");
    this.rightOf = rightOf;
    this.leftOf = leftOf;
    this.onUnknown = onUnknown;
    this.ignoreCase = ignoreCase;
  }

  private static CodeTable empty(String name) {
    return new CodeTable(name, Map.of(), Map.of(), OnUnknown.KEEP_TARGET, false);
  }

  /** A table of right codes by left codes, one-to-one; refuses a right code that occurs twice. */
  public static CodeTable of(String name, Map<String, String> rightByLeft) {
    CodeTable table = empty(name);
    for (Map.Entry<String, String> pair : new TreeMap<>(rightByLeft).entrySet()) {
      table = table.pair(pair.getKey(), pair.getValue());
    }
    return table;
  }

  /** A table without codes that passes every code on as it is. */
  public static CodeTable passThrough(String name) {
    return empty(name).onUnknown(OnUnknown.RAW);
  }

  /**
   * Reads a table from a UTF-8 file. The first line is a heading. Then one pair per line, left code
   * first, separated by {@code ;} or {@code ,} as the heading is; a code that holds the separator
   * is quoted. A third column {@code >} reads the left code as the right one, {@code <} the right
   * as the left, without a way back. Empty lines and lines that begin with {@code #} are skipped.
   */
  public static CodeTable csv(String name, Path file) {
    Path shortName = file.getFileName() == null ? file : file.getFileName();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return CodeTableCsv.read(empty(name), shortName.toString(), reader);
    } catch (IOException unreadable) {
      throw CodeTableCsv.wrong(shortName.toString(), 0, name, "cannot be read as UTF-8 text");
    }
  }

  /** Reads a table as from a file; {@code name} stands for the file's name. Closes nothing. */
  public static CodeTable csv(String name, Reader reader) {
    try {
      return CodeTableCsv.read(empty(name), name, reader);
    } catch (IOException unreadable) {
      throw CodeTableCsv.wrong(name, 0, name, "cannot be read");
    }
  }

  /** The same table with one more pair, both ways. */
  public CodeTable pair(String left, String right) {
    return rightwards(left, right).leftwards(right, left);
  }

  /** The same table in which a further left code is read as a right code, without a way back. */
  public CodeTable rightwards(String left, String right) {
    return new CodeTable(name, with(rightOf, left, right), leftOf, onUnknown, ignoreCase);
  }

  /** The same table in which a further right code is read as a left code, without a way back. */
  public CodeTable leftwards(String right, String left) {
    return new CodeTable(name, rightOf, with(leftOf, right, left), onUnknown, ignoreCase);
  }

  /** What a code that is not in the table becomes; default {@link OnUnknown#KEEP_TARGET}. */
  public CodeTable onUnknown(OnUnknown what) {
    return new CodeTable(name, rightOf, leftOf, Objects.requireNonNull(what), ignoreCase);
  }

  /** Looks codes up without regard to case; refuses codes that differ in nothing else. */
  public CodeTable ignoringCase() {
    return new CodeTable(name, folded(rightOf), folded(leftOf), onUnknown, true);
  }

  private Map<String, String> with(Map<String, String> map, String from, String to) {
    if (from.isBlank() || to.isBlank()) {
      throw wrong("a code is blank");
    }
    Map<String, String> more = new TreeMap<>(map);
    if (more.put(key(from, ignoreCase), to) != null) {
      throw wrong("the code " + from + " occurs twice");
    }
    return more;
  }

  private Map<String, String> folded(Map<String, String> map) {
    Map<String, String> all = new TreeMap<>();
    map.forEach(
        (from, to) -> {
          if (all.put(key(from, true), to) != null) {
            throw wrong("the code " + from + " occurs twice but for its case");
          }
        });
    return all;
  }

  private InvalidConfiguration wrong(String why) {
    return InvalidConfiguration.inCode(ErrorCode.CODE_TABLE_INVALID, name, why);
  }

  private static String key(String code, boolean ignoreCase) {
    return ignoreCase ? code.toLowerCase(Locale.ROOT) : code;
  }

  /** The name, for messages and preview. */
  public String name() {
    return name;
  }

  /** Whether a code of the left system is in the table. */
  public boolean coversLeft(String code) {
    return rightOf.containsKey(key(code, ignoreCase));
  }

  /** Whether a code of the right system is in the table. */
  public boolean coversRight(String code) {
    return leftOf.containsKey(key(code, ignoreCase));
  }

  /** A left code in the right system's terms; an unknown one as the table says. */
  public Conversion<String> toRight(String left) {
    return look(rightOf, left);
  }

  /** A right code in the left system's terms; an unknown one as the table says. */
  public Conversion<String> toLeft(String right) {
    return look(leftOf, right);
  }

  private Conversion<String> look(Map<String, String> map, String code) {
    Optional<String> found = Optional.ofNullable(map.get(key(code, ignoreCase)));
    return found.map(Conversion::value).orElseGet(() -> unknown(code));
  }

  private Conversion<String> unknown(String code) {
    ErrorDetail detail =
        ErrorDetail.of(ErrorCode.UNKNOWN_CODE).figure("value", code).figure("table", name).build();
    return switch (onUnknown) {
      case KEEP_TARGET -> Conversion.keepTarget(detail);
      case RAW -> Conversion.value(code);
      case WAIT -> Conversion.await(detail);
      case REJECT -> Conversion.reject(detail);
    };
  }

  /** Identity of the table's contents (L15). */
  public String fingerprint() {
    List<String> parts = new ArrayList<>(List.of(name, onUnknown.name(), "case " + ignoreCase));
    rightOf.forEach((from, to) -> parts.addAll(List.of(">", from, to)));
    leftOf.forEach((from, to) -> parts.addAll(List.of("<", from, to)));
    return Fingerprint.of(parts);
  }

  @Override
  public String toString() {
    return name + " (" + rightOf.size() + " codes)";
  }
}
