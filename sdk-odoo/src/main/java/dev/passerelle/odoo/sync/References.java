package dev.passerelle.odoo.sync;

import java.util.Optional;

/**
 * Our references as external ids: one-to-one, in letters, digits, hyphens and colons, everything
 * else escaped; a dot would end the module's name, a blank is refused by the database.
 */
final class References {
  private static final String LINE = ".l.";

  private final String module;

  References(String module) {
    this.module = module;
  }

  String module() {
    return module;
  }

  /** The name below our module. */
  static String name(String reference) {
    StringBuilder name = new StringBuilder();
    for (char each : reference.toCharArray()) {
      if (isPlain(each)) {
        name.append(each);
      } else {
        name.append('_').append("%04x".formatted((int) each));
      }
    }
    return name.toString();
  }

  private static boolean isPlain(char each) {
    return (each >= '0' && each <= '9')
        || (each >= 'A' && each <= 'Z')
        || (each >= 'a' && each <= 'z')
        || each == '-'
        || each == ':';
  }

  /** The external id of a record. */
  String of(String reference) {
    return module + "." + name(reference);
  }

  /** The external id of a line of a document, within its external id. */
  String ofLine(String document, String key) {
    return document + LINE + name(key);
  }

  /** The external id under which lines are added to a document that exists. */
  String ofDocument(long id) {
    return module + ".o" + id;
  }

  /** The key of a line, where the external id is one of ours. */
  Optional<String> key(String externalId) {
    int at = externalId.lastIndexOf(LINE);
    return externalId.startsWith(module + ".") && at > 0
        ? Optional.of(plain(externalId.substring(at + LINE.length())))
        : Optional.empty();
  }

  private static String plain(String name) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < name.length()) {
      char each = name.charAt(at);
      boolean escape = each == '_' && name.length() >= at + 5;
      text.append(escape ? (char) Integer.parseInt(name.substring(at + 1, at + 5), 16) : each);
      at += escape ? 5 : 1;
    }
    return text.toString();
  }
}
