package dev.passerelle.core.error;

/**
 * The credentials, or a token after one refresh, were refused: the system is stopped and somebody
 * alerted (L25). Trying again does not help and may lock the account.
 */
public final class AuthenticationFailed extends PasserelleException {
  /** Without a cause from a lower layer. */
  public AuthenticationFailed(ErrorDetail detail) {
    super(detail);
  }

  /** Keeps the lower layer's exception, which must hold no secret, body or personal datum. */
  public AuthenticationFailed(ErrorDetail detail, Throwable cause) {
    super(detail, cause);
  }
}
