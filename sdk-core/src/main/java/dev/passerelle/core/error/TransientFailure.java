package dev.passerelle.core.error;

/**
 * It may work in a moment, and surely nothing was written: a read that timed out, a record in use,
 * a refused connection before anything was sent.
 */
public final class TransientFailure extends PasserelleException {
  /** Without a cause from a lower layer. */
  public TransientFailure(ErrorDetail detail) {
    super(detail);
  }

  /** Keeps the lower layer's exception, which must hold no secret, body or personal datum. */
  public TransientFailure(ErrorDetail detail, Throwable cause) {
    super(detail, cause);
  }
}
