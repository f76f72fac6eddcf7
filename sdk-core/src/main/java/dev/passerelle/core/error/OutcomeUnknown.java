package dev.passerelle.core.error;

/**
 * A write was sent and nobody knows whether it took effect (L20, F3): a time-out, a lost
 * connection, a 5xx, an interruption. It must not be sent again before its fate is known.
 */
public final class OutcomeUnknown extends PasserelleException {
  /** The figure that names the code of what kept the answer away, where that is known. */
  public static final String BECAUSE = "because";

  /** Without a cause from a lower layer. */
  public OutcomeUnknown(ErrorDetail detail) {
    super(detail);
  }

  /** Keeps the lower layer's exception, which must hold no secret, body or personal datum. */
  public OutcomeUnknown(ErrorDetail detail, Throwable cause) {
    super(detail, cause);
  }
}
