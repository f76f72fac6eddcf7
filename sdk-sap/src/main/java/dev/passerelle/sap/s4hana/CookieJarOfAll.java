package dev.passerelle.sap.s4hana;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.Response;

/**
 * All cookies of one host, whatever their names: SAP changes them from time to time (fact sheet
 * §1). They go to that host only, and to all its services.
 */
final class CookieJarOfAll {
  private static final Pattern ENDED =
      Pattern.compile("(?i);\\s*(max-age=0|expires=[^;]*\\b(19\\d\\d|200\\d))\\b");

  private final Map<String, String> values = new ConcurrentSkipListMap<>();

  CookieJarOfAll() {}

  /** The same cookies, which go on by themselves. */
  CookieJarOfAll copy() {
    CookieJarOfAll copy = new CookieJarOfAll();
    copy.values.putAll(values);
    return copy;
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  void keep(Response response) {
    for (String header : response.headers("Set-Cookie")) {
      String pair = header.split(";", 2)[0].strip();
      int equals = pair.indexOf('=');
      if (equals > 0) {
        Matcher ended = ENDED.matcher(header);
        String value = pair.substring(equals + 1);
        if (ended.find() || value.isEmpty()) {
          values.remove(pair.substring(0, equals));
        } else {
          values.put(pair.substring(0, equals), value);
        }
      }
    }
  }

  /** For the header; empty where there is none. */
  Optional<String> text() {
    String text =
        values.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining("; "));
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
