package dev.passerelle.simulators.hubspot;

import java.util.Map;

/** The part of a page that leads to the next one. */
final class Paging {
  private Paging() {}

  static Map<String, Object> next(String after, String link) {
    return Map.of("next", Map.of("after", after, "link", link));
  }
}
