package dev.passerelle.core.http;

import dev.passerelle.core.adapter.Deprecation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a remote says in its answers about the end of operations that we use: the headers {@code
 * Deprecation} (RFC 9745, and the drafts before it), {@code Sunset} (RFC 8594) and {@code Link}
 * with these relations. The last word per operation counts, also that nothing is deprecated any
 * more. Thread-safe.
 */
final class Deprecations {
  private static final int MOST = 200;
  private static final Pattern LINK =
      Pattern.compile("<(https://[^>\\s]{1,300})>[^,]*\\brel=\"?(deprecation|sunset)\\b");
  private static final Pattern DATE = Pattern.compile("@(\\d{1,11})");
  private final Map<String, Deprecation> byOperation = new ConcurrentHashMap<>();

  void note(RemoteAnswer answer) {
    Optional<String> deprecated = answer.header("Deprecation").filter(Deprecations::isTold);
    Optional<Instant> until = answer.header("Sunset").flatMap(RemoteAnswer::httpDate);
    if (deprecated.isEmpty() && until.isEmpty()) {
      forget(answer);
    } else if (byOperation.size() < MOST || byOperation.containsKey(answer.operation())) {
      byOperation.put(
          answer.operation(),
          new Deprecation(
              answer.operation(),
              deprecated.flatMap(Deprecations::since).orElse(null),
              until.orElse(null),
              answer.header("Link").flatMap(Deprecations::link).orElse(null)));
    }
  }

  /** An error page, of a proxy for example, takes nothing back. */
  private void forget(RemoteAnswer answer) {
    if (answer.status() >= 200 && answer.status() < 300) {
      byOperation.remove(answer.operation());
    }
  }

  /** In the order of the operations' names. */
  List<Deprecation> all() {
    return byOperation.values().stream()
        .sorted(Comparator.comparing(Deprecation::operation))
        .toList();
  }

  private static boolean isTold(String value) {
    return !value.isBlank() && !value.strip().equalsIgnoreCase("false");
  }

  private static Optional<Instant> since(String value) {
    Matcher seconds = DATE.matcher(value.strip());
    return seconds.matches()
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds.group(1))))
        : RemoteAnswer.httpDate(value);
  }

  private static Optional<String> link(String value) {
    Matcher found = LINK.matcher(value);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
