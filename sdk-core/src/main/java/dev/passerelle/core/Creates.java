package dev.passerelle.core;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Fields;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a record sync may create records on a side (L8). The default is never: couple only.
 *
 * <pre>{@code
 * .creates("crm", Creates.always().when(product -> !dormant(product)))
 * }</pre>
 */
public final class Creates {
  /** When a create is allowed. */
  public enum When {
    /** For every record of the other side that finds no counterpart. */
    ALWAYS,
    /** Only when a document needs it. */
    ON_DEMAND,
    /** Never. */
    NEVER
  }

  private final When when;
  private final Predicate<Fields> condition;
  private final @Nullable ErrorCode notice;

  private Creates(When when, Predicate<Fields> condition, @Nullable ErrorCode notice) {
    this.when = when;
    this.condition = condition;
    this.notice = notice;
  }

  /** For every record that finds no counterpart. */
  public static Creates always() {
    return new Creates(When.ALWAYS, fields -> true, null);
  }

  /** Only when a document needs it. */
  public static Creates onDemand() {
    return new Creates(When.ON_DEMAND, fields -> true, null);
  }

  /** Never. */
  public static Creates never() {
    return new Creates(When.NEVER, fields -> true, null);
  }

  /** Only for records that meet a condition, judged on the source's own fields. */
  public Creates when(Predicate<Fields> sourceCondition) {
    return new Creates(when, sourceCondition, notice);
  }

  /** A notice about each record that the condition leaves out. */
  public Creates elseNotice(ErrorCode code) {
    return new Creates(when, condition, code);
  }

  /** When a create is allowed. */
  public When when() {
    return when;
  }

  /** Whether a source record may be created on the other side. */
  public boolean allows(Fields source) {
    return condition.test(source);
  }

  /** The notice about records left out. */
  public Optional<ErrorCode> notice() {
    return Optional.ofNullable(notice);
  }
}
