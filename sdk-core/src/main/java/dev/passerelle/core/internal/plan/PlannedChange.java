package dev.passerelle.core.internal.plan;

import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import org.jspecify.annotations.Nullable;

/**
 * One field of a write, and why.
 *
 * @param flow the flow that wants it
 * @param binding the binding's name
 * @param field the field written
 * @param before what the target held
 * @param after what is sent
 * @param expected what the target will keep of it: its normal form (L12)
 * @param cause why
 * @param policy who decided, for the audit: an owner, a policy's name
 * @param overwrites whether {@code before} is a value that nobody had agreed to give up: the loser
 *     of a conflict, of a revert or of a first meeting
 * @param seen the other side's value under its base key, to become its base when this is settled
 * @param beside what aliases of the target contribute to a set of references
 * @param both whether the other side is written with the same decision
 * @param <T> the value's type
 */
public record PlannedChange<T>(
    String flow,
    String binding,
    Field<T> field,
    @Nullable T before,
    @Nullable T after,
    @Nullable T expected,
    Cause cause,
    String policy,
    boolean overwrites,
    Fields seen,
    @Nullable T beside,
    boolean both) {

  /** Names only: values may be personal. */
  @Override
  public String toString() {
    return flow + "/" + field + " " + cause + (policy.isEmpty() ? "" : " (" + policy + ")");
  }
}
