package dev.passerelle.core.state;

import java.util.regex.Pattern;

/** Names that every supported database takes unchanged. */
final class Names {

  private static final Pattern PORTABLE = Pattern.compile("[a-z][a-z0-9_]*");

  private Names() {}

  static void check(String what, String name, int longest) {
    if (!PORTABLE.matcher(name).matches() || name.length() > longest) {
      throw new IllegalArgumentException(
          what
              + " name must be a lower-case letter followed by lower-case letters, digits or"
              + " underscores, at most "
              + longest
              + " characters: "
              + name);
    }
  }
}
