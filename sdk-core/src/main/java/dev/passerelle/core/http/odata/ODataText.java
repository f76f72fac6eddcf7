package dev.passerelle.core.http.odata;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Names and percent-encoding. */
final class ODataText {
  private static final Pattern PATH = Pattern.compile("[A-Za-z_]\\w*(/[A-Za-z_]\\w*)*");
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  /** What may stand bare in a query besides: the grammar of OData reads it, no proxy splits it. */
  private static final String QUERY = "$(),*/:@!'";

  private ODataText() {}

  /** A property, or a path of properties. Never text from outside: it could be anything. */
  static String name(String name) {
    if (!PATH.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' is no property path");
    }
    return name;
  }

  static String encodeQuery(String text) {
    return encode(text, QUERY);
  }

  static String encodeSegment(String text) {
    return encode(text, "");
  }

  private static String encode(String text, String bare) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (each & 0xff);
      if (UNRESERVED.indexOf(character) >= 0 || bare.indexOf(character) >= 0) {
        out.append(character);
      } else {
        out.append('%').append("%02X".formatted(each & 0xff));
      }
    }
    return out.toString();
  }
}
