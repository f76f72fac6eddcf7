package dev.passerelle.core.mapping;

import dev.passerelle.core.conflict.ConflictPolicy;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The terms on which a field is bound. Each starts with whose value counts, and may go on with what
 * differs from the defaults; to be imported statically and read as a phrase:
 *
 * <pre>{@code
 * .bind(Customer.NAME, ownedBy("erp").onForeignChange(REPORT))
 * .bind(Customer.PHONE, shared(newest("erp", ofMinutes(2))))
 * .bind(Customer.OWNER, code(reps), setAtCreate("erp"))
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Terms {
  private final Authority authority;
  private final ForeignChange foreignChange;
  private final boolean normalForm;
  private final @Nullable ConflictPolicy firstMeeting;
  private final MissingReference missingReference;

  private Terms(
      Authority authority,
      ForeignChange foreignChange,
      boolean normalForm,
      @Nullable ConflictPolicy firstMeeting,
      MissingReference missingReference) {
    this.authority = authority;
    this.foreignChange = foreignChange;
    this.normalForm = normalForm;
    this.firstMeeting = firstMeeting;
    this.missingReference = missingReference;
  }

  private static Terms of(Authority authority) {
    return new Terms(authority, ForeignChange.REVERT, false, null, MissingReference.WAIT);
  }

  /** The system's value counts. Its side is written only at creation and on a blank at first. */
  public static Terms ownedBy(String system) {
    return of(new Authority.OwnedBy(Objects.requireNonNull(system, "system")));
  }

  /** Both sides may change the field; {@code policy} decides when both did. */
  public static Terms shared(ConflictPolicy policy) {
    return of(new Authority.Shared(Objects.requireNonNull(policy, "policy")));
  }

  /** The value travels at creation, and from {@code fromSystem} onto a blank at first meeting. */
  public static Terms setAtCreate(String fromSystem) {
    return of(new Authority.SetAtCreate(Objects.requireNonNull(fromSystem, "fromSystem")));
  }

  /** The system's value counts, and its side is never written, not at creation either. */
  public static Terms readOnly(String system) {
    return of(new Authority.ReadOnly(Objects.requireNonNull(system, "system")));
  }

  /**
   * The as-of instant of one system travels with a write of its flow, and causes one only when the
   * target's value is older than {@code refresh}. For fields of instants only.
   */
  public static Terms along(String fromSystem, Duration refresh) {
    if (refresh.isNegative() || refresh.isZero()) {
      throw new IllegalArgumentException("refresh must be above zero");
    }
    return of(new Authority.Along(Objects.requireNonNull(fromSystem, "fromSystem"), refresh));
  }

  /** What happens to a change on the side that does not own the field; default REVERT. */
  public Terms onForeignChange(ForeignChange what) {
    return new Terms(
        authority, Objects.requireNonNull(what), normalForm, firstMeeting, missingReference);
  }

  /**
   * Sends a value that the target would refuse (too long, not encodable) in the target's normal
   * form. Without this it is an error before sending (L12).
   */
  public Terms allowNormalForm() {
    return new Terms(authority, foreignChange, true, firstMeeting, missingReference);
  }

  /** Decides between two values at a first meeting of a shared field; default the flow's (L11). */
  public Terms firstMeeting(ConflictPolicy policy) {
    return new Terms(
        authority, foreignChange, normalForm, Objects.requireNonNull(policy), missingReference);
  }

  /** What happens when the value refers to a record without counterpart; default WAIT (L17). */
  public Terms onMissingReference(MissingReference what) {
    return new Terms(
        authority, foreignChange, normalForm, firstMeeting, Objects.requireNonNull(what));
  }

  /** Whose value counts. */
  public Authority authority() {
    return authority;
  }

  /** What happens to a change on the side that does not own the field. */
  public ForeignChange foreignChange() {
    return foreignChange;
  }

  /** Whether the target's normal form may be sent. */
  public boolean allowsNormalForm() {
    return normalForm;
  }

  /** The field's own policy at a first meeting; empty for the flow's. */
  public Optional<ConflictPolicy> firstMeeting() {
    return Optional.ofNullable(firstMeeting);
  }

  /** What happens when the value refers to a record without counterpart. */
  public MissingReference missingReference() {
    return missingReference;
  }
}
