package dev.passerelle.sap.common;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which of the values that were sent are there. What is read after a write may hold a user's change
 * of the next moment: only what equals what was sent may be told as its answer (L10).
 */
public final class Taken {
  private Taken() {}

  /** The fields whose value is the one that was sent, or its normal form. */
  public static Set<Field<?>> of(Mapped map, Fields sent, Fields kept) {
    Set<Field<?>> taken = new LinkedHashSet<>();
    for (Field<?> field : sent.keys()) {
      if (normalAgrees(map, field, sent, kept)) {
        taken.add(field);
      }
    }
    return taken;
  }

  /** Whether all that was sent is there, as it was sent. */
  public static boolean all(Fields sent, Fields kept) {
    return sent.keys().stream().allMatch(field -> agrees(field, sent, kept));
  }

  /** Whether a value is there as it was sent; nothing is nothing, in whatever form. */
  public static <T> boolean agrees(Field<T> field, Fields sent, Fields kept) {
    return sent.isBlank(field) && kept.isBlank(field)
        || field.type().same(sent.get(field).orElse(null), kept.get(field).orElse(null));
  }

  @SuppressWarnings("unchecked")
  private static <T> boolean normalAgrees(Mapped map, Field<T> field, Fields sent, Fields kept) {
    if (sent.isBlank(field) && kept.isBlank(field)) {
      return true;
    }
    T normal =
        sent.get(field)
            .map(
                value ->
                    map.rule(field)
                        .map(rule -> ((FieldRule<T>) rule).normalized(value))
                        .orElse(value))
            .orElse(null);
    return field.type().same(normal, kept.get(field).orElse(null));
  }
}
