package dev.passerelle.core.error;

/**
 * A bookmark in the changes expired or is unknown to the remote: list again, never guess (L2, R11).
 */
public final class PositionLost extends PasserelleException {
  /** Without a cause from a lower layer. */
  public PositionLost(ErrorDetail detail) {
    super(detail);
  }

  /** Keeps the lower layer's exception, which must hold no secret, body or personal datum. */
  public PositionLost(ErrorDetail detail, Throwable cause) {
    super(detail, cause);
  }
}
