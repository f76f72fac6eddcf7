package dev.passerelle.simulators.s4hana;

import dev.passerelle.simulators.HttpCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** The link to the next page, with everything that was asked for. */
final class Next {
  private Next() {}

  static String link(String path, HttpCall call, int left, int token) {
    StringJoiner query = new StringJoiner("&");
    call.query()
        .forEach(
            (name, values) -> {
              if (!name.equals("$skiptoken") && !name.equals("$skip") && !name.equals("$top")) {
                query.add(name + "=" + encoded(values.get(0)));
              }
            });
    if (call.query("$top").isPresent()) {
      query.add("$top=" + left);
    }
    return path + "?" + query.add("$skiptoken=" + token);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
