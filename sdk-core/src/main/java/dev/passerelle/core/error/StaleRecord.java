package dev.passerelle.core.error;

/**
 * The record changed since it was read: read again and decide again. The write did not happen (L24,
 * W5).
 */
public final class StaleRecord extends PasserelleException {
  /** Without a cause from a lower layer. */
  public StaleRecord(ErrorDetail detail) {
    super(detail);
  }

  /** Keeps the lower layer's exception, which must hold no secret, body or personal datum. */
  public StaleRecord(ErrorDetail detail, Throwable cause) {
    super(detail, cause);
  }
}
