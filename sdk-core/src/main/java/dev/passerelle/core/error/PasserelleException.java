package dev.passerelle.core.error;

import java.util.Locale;
import java.util.Optional;

/**
 * The root of everything that Passerelle throws on purpose. Its subclasses are split by what the
 * caller does next (L25):
 *
 * <table>
 * <caption>What to do next</caption>
 * <tr><th>type</th><th>next</th></tr>
 * <tr><td>{@link TransientFailure}</td><td>try again later; surely nothing was written</td></tr>
 * <tr><td>{@link Throttled}</td><td>wait until the given time</td></tr>
 * <tr><td>{@link SystemUnavailable}</td><td>stop calling this system for a while</td></tr>
 * <tr><td>{@link AuthenticationFailed}</td><td>stop the system and alert</td></tr>
 * <tr><td>{@link AccessDenied}</td><td>have a right granted</td></tr>
 * <tr><td>{@link RefusedByRemote}</td><td>correct the record</td></tr>
 * <tr><td>{@link StaleRecord}</td><td>read again, decide again</td></tr>
 * <tr><td>{@link OutcomeUnknown}</td><td>ask what became of the write; never send it again</td></tr>
 * <tr><td>{@link PositionLost}</td><td>list again</td></tr>
 * <tr><td>{@link InvalidConfiguration}</td><td>correct the settings</td></tr>
 * <tr><td>{@link UnsupportedOperation}</td><td>do not ask for it</td></tr>
 * <tr><td>{@link DriftDetected}</td><td>stop the flow, look at the remote's fields</td></tr>
 * <tr><td>{@link StateStoreFailure}</td><td>see its kind</td></tr>
 * </table>
 *
 * <p>Unchecked. Messages are English and carry no secret, body or personal datum; {@link
 * #describe(Locale)} speaks to people.
 */
public abstract sealed class PasserelleException extends RuntimeException
    permits TransientFailure,
        Throttled,
        SystemUnavailable,
        AuthenticationFailed,
        AccessDenied,
        RefusedByRemote,
        StaleRecord,
        OutcomeUnknown,
        PositionLost,
        InvalidConfiguration,
        UnsupportedOperation,
        DriftDetected,
        StateStoreFailure {

  private final ErrorDetail detail;

  PasserelleException(ErrorDetail detail) {
    super(detail.summary());
    this.detail = detail;
  }

  PasserelleException(ErrorDetail detail, Throwable cause) {
    super(detail.summary(), cause);
    this.detail = detail;
  }

  PasserelleException(ErrorDetail detail, String extra) {
    super(detail.summary() + " " + extra);
    this.detail = detail;
  }

  /** Everything that is known. */
  public final ErrorDetail detail() {
    return detail;
  }

  /** The stable code. */
  public final ErrorCode code() {
    return detail.code();
  }

  /** Who must act. */
  public final Responsible responsible() {
    return detail.responsible();
  }

  /** Short name of the system concerned. */
  public final Optional<String> system() {
    return Optional.ofNullable(detail.system());
  }

  /** Entity type concerned. */
  public final Optional<String> entity() {
    return Optional.ofNullable(detail.entity());
  }

  /** Id of the record concerned. */
  public final Optional<String> record() {
    return Optional.ofNullable(detail.record());
  }

  /** Name of the field concerned. */
  public final Optional<String> field() {
    return Optional.ofNullable(detail.field());
  }

  /** The remote's request or correlation id. */
  public final Optional<String> requestId() {
    return Optional.ofNullable(detail.requestId());
  }

  /** The remote's HTTP status. */
  public final Optional<Integer> httpStatus() {
    return Optional.ofNullable(detail.httpStatus());
  }

  /** The long form for people, in French or English. */
  public final String describe(Locale locale) {
    return Messages.render(detail, locale);
  }
}
