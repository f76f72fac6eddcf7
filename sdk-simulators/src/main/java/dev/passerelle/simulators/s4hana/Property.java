package dev.passerelle.simulators.s4hana;

/**
 * A property of a type.
 *
 * @param name as this service calls it
 * @param stored as the system keeps it
 * @param kind of values
 * @param length longest text; 0 for none
 * @param key whether it is a part of the key
 * @param number whether the system pads it with zeros inside and cuts them outside
 * @param readOnly whether clients cannot set it
 */
record Property(
    String name,
    String stored,
    Kind kind,
    int length,
    boolean key,
    boolean number,
    boolean readOnly) {

  /** Kinds of values. */
  enum Kind {
    TEXT,
    DECIMAL,
    FLAG,
    DAY,
    TIME,
    INSTANT
  }

  /** {@code *SalesOrder#10-}: a key, a padded number of 10 digits, read only. */
  static Property of(String token) {
    boolean key = token.startsWith("*");
    boolean readOnly = token.endsWith("-");
    String bare = token.substring(key ? 1 : 0, token.length() - (readOnly ? 1 : 0));
    int at = Math.max(bare.indexOf(':'), bare.indexOf('#'));
    String names = bare.substring(0, at);
    String type = bare.substring(at + 1);
    int alias = names.indexOf('=');
    return new Property(
        alias < 0 ? names : names.substring(0, alias),
        alias < 0 ? names : names.substring(alias + 1),
        kind(type),
        type.matches("\\d+") ? Integer.parseInt(type) : 0,
        key,
        bare.charAt(at) == '#',
        readOnly);
  }

  private static Kind kind(String type) {
    return switch (type) {
      case "N" -> Kind.DECIMAL;
      case "B" -> Kind.FLAG;
      case "D" -> Kind.DAY;
      case "T" -> Kind.TIME;
      case "O" -> Kind.INSTANT;
      default -> Kind.TEXT;
    };
  }

  /** A text as the system shows it: without the zeros in front, where it is a number. */
  String external(String text) {
    return number && text.matches("0*\\d+") ? text.replaceFirst("^0+(?=\\d)", "") : text;
  }

  /** What texts are compared by. */
  String internal(String text) {
    return number && text.matches("\\d+")
        ? "0".repeat(Math.max(0, length - text.length())) + text
        : text;
  }
}
