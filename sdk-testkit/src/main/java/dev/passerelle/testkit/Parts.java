package dev.passerelle.testkit;

import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes only those parts of an address, of lines or of a set that an update changes, so that parts
 * that somebody else changed meanwhile stay (W4).
 */
final class Parts {
  private Parts() {}

  /** The values to store: {@code changed}, with each composite value merged into the current. */
  static Fields merge(Fields changed, Fields before, Fields current) {
    Fields.Builder merged = changed.toBuilder();
    changed.keys().forEach(field -> mergeOne(field, changed, before, current, merged));
    return merged.build();
  }

  @SuppressWarnings("unchecked")
  private static <T> void mergeOne(
      Field<T> field, Fields changed, Fields before, Fields current, Fields.Builder into) {
    T value = changed.get(field).orElse(null);
    T old = before.get(field).orElse(null);
    T now = current.get(field).orElse(null);
    if (value == null || old == null || now == null) {
      return;
    }
    if (value instanceof PostalAddress address) {
      into.set(field, (T) address(address, (PostalAddress) old, (PostalAddress) now));
    } else if (value instanceof Set<?> set) {
      into.set(field, (T) set(set, (Set<?>) old, (Set<?>) now));
    } else if (value instanceof List<?> lines && areLines(lines, (List<?>) old, (List<?>) now)) {
      into.set(
          field,
          (T)
              lines(
                  (List<DocumentLine>) lines, (List<DocumentLine>) old, (List<DocumentLine>) now));
    }
  }

  private static boolean areLines(List<?>... lists) {
    for (List<?> list : lists) {
      if (!list.stream().allMatch(DocumentLine.class::isInstance)) {
        return false;
      }
    }
    return true;
  }

  private static PostalAddress address(PostalAddress to, PostalAddress from, PostalAddress now) {
    return new PostalAddress(
        pick(to.street(), from.street(), now.street()),
        pick(to.complement(), from.complement(), now.complement()),
        pick(to.postalCode(), from.postalCode(), now.postalCode()),
        pick(to.city(), from.city(), now.city()),
        pick(to.region(), from.region(), now.region()),
        pick(to.country(), from.country(), now.country()));
  }

  private static @Nullable String pick(
      @Nullable String to, @Nullable String from, @Nullable String now) {
    return Objects.equals(to, from) ? now : to;
  }

  private static Set<Object> set(Set<?> to, Set<?> from, Set<?> now) {
    Set<Object> merged = new LinkedHashSet<>(now);
    from.stream().filter(each -> !to.contains(each)).forEach(merged::remove);
    to.stream().filter(each -> !from.contains(each)).forEach(merged::add);
    return merged;
  }

  private static List<DocumentLine> lines(
      List<DocumentLine> to, List<DocumentLine> from, List<DocumentLine> now) {
    Map<String, DocumentLine> old = byKey(from);
    Map<String, DocumentLine> current = byKey(now);
    List<DocumentLine> merged = new ArrayList<>();
    for (DocumentLine line : to) {
      DocumentLine kept = current.remove(line.key());
      merged.add(kept != null && line.equals(old.get(line.key())) ? kept : line);
    }
    current.values().stream().filter(line -> !old.containsKey(line.key())).forEach(merged::add);
    return merged;
  }

  private static Map<String, DocumentLine> byKey(List<DocumentLine> lines) {
    Map<String, DocumentLine> byKey = new LinkedHashMap<>();
    lines.forEach(line -> byKey.put(line.key(), line));
    return byKey;
  }
}
