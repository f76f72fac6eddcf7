package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One column of a Sage table.
 *
 * @param length characters of a text column, else 0
 */
record SageColumn(String name, Kind kind, int length) {
  /** Sage's empty date (fact sheet §2). */
  static final LocalDate NO_DATE = LocalDate.of(1753, 1, 1);

  enum Kind {
    TEXT("''"),
    SMALL("0"),
    INT("0"),
    NUMBER("0"),
    DATE("'1753-01-01 00:00:00'");

    private final String empty;

    Kind(String empty) {
      this.empty = empty;
    }
  }

  /** The name in {@code CT_Num:v17}. */
  static String name(String text) {
    return text.substring(0, text.indexOf(':'));
  }

  /**
   * {@code CT_Num:v17}, {@code CT_Intitule:v69/35}, {@code DO_TotalHT:n*}; empty if the schema
   * lacks it.
   */
  static Optional<SageColumn> parse(String text, Variant.SchemaAge age) {
    String[] parts = text.split(":", 2);
    String type = parts[1];
    boolean recentOnly = type.endsWith("*");
    if (recentOnly && age == Variant.SchemaAge.OLD) {
      return Optional.empty();
    }
    String plain = recentOnly ? type.substring(0, type.length() - 1) : type;
    return Optional.of(of(parts[0], plain, age));
  }

  private static SageColumn of(String name, String type, Variant.SchemaAge age) {
    return switch (type.charAt(0)) {
      case 'v' -> new SageColumn(name, Kind.TEXT, length(type.substring(1), age));
      case 's' -> new SageColumn(name, Kind.SMALL, 0);
      case 'i' -> new SageColumn(name, Kind.INT, 0);
      case 'n' -> new SageColumn(name, Kind.NUMBER, 0);
      case 'd' -> new SageColumn(name, Kind.DATE, 0);
      default -> throw new IllegalArgumentException("no such column type: " + type);
    };
  }

  private static int length(String text, Variant.SchemaAge age) {
    String[] lengths = text.split("/");
    boolean old = age == Variant.SchemaAge.OLD && lengths.length > 1;
    return Integer.parseInt(lengths[old ? 1 : 0]);
  }

  /** A column of the customer's own, by its {@code CB_Type} (fact sheet §2). */
  static SageColumn free(String name, int type, int length) {
    return switch (type) {
      case 3, 14 -> new SageColumn(name, Kind.DATE, 0);
      case 7, 20 -> new SageColumn(name, Kind.NUMBER, 0);
      case 9, 22 -> new SageColumn(name, Kind.TEXT, Math.max(length, 1));
      default -> throw new IllegalArgumentException("no such type of free field: " + type);
    };
  }

  String definition() {
    String type =
        switch (kind) {
          case TEXT -> "varchar(" + length + ")";
          case SMALL -> "smallint";
          case INT -> "int";
          case NUMBER -> "numeric(24,6)";
          case DATE -> "smalldatetime";
        };
    return "[" + name + "] " + type + " DEFAULT " + kind.empty;
  }

  /** The value that a text of a data file stands for; an empty text is Sage's empty value. */
  Object value(String text) {
    return switch (kind) {
      case TEXT -> text;
      case SMALL, INT -> text.isBlank() ? 0 : Integer.parseInt(text.strip());
      case NUMBER -> text.isBlank() ? BigDecimal.ZERO : new BigDecimal(text.strip());
      case DATE -> text.isBlank() ? NO_DATE : LocalDate.parse(text.strip());
    };
  }
}
