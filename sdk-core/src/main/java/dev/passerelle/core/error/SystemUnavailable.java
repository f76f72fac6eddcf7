package dev.passerelle.core.error;

/**
 * The system as a whole cannot be used: dead host, TLS failure, an HTML page from the edge, or an
 * open circuit. Nothing was written; it does not use up a record's attempts (L25).
 */
public final class SystemUnavailable extends PasserelleException {
  /** Without a cause from a lower layer. */
  public SystemUnavailable(ErrorDetail detail) {
    super(detail);
  }

  /** Keeps the lower layer's exception, which must hold no secret, body or personal datum. */
  public SystemUnavailable(ErrorDetail detail, Throwable cause) {
    super(detail, cause);
  }
}
