package dev.passerelle.core.model;

import java.util.regex.Pattern;

final class Names {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private Names() {}

  static String require(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          what + " name '" + name + "' must be lower-case letters, digits and _, at most 63");
    }
    return name;
  }
}
