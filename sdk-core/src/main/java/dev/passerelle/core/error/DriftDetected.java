package dev.passerelle.core.error;

/**
 * The remote's fields, types or options are no longer what the mapping was made for (L34): stops
 * that flow only.
 */
public final class DriftDetected extends PasserelleException {
  /** Without a cause from a lower layer. */
  public DriftDetected(ErrorDetail detail) {
    super(detail);
  }

  /** Keeps the lower layer's exception, which must hold no secret, body or personal datum. */
  public DriftDetected(ErrorDetail detail, Throwable cause) {
    super(detail, cause);
  }
}
