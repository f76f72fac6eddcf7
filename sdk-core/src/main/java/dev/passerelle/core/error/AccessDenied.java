package dev.passerelle.core.error;

/** The credentials are good, but a right or scope is missing. Nothing was written. */
public final class AccessDenied extends PasserelleException {
  private final String missing;

  /**
   * @param missing the right, scope or role to be granted; empty where the remote does not name it
   */
  public AccessDenied(ErrorDetail detail, String missing) {
    super(withFigure(detail, missing));
    this.missing = missing;
  }

  /** The right, scope or role to be granted; empty where the remote does not name it. */
  public String missing() {
    return missing;
  }

  private static ErrorDetail withFigure(ErrorDetail detail, String missing) {
    return missing.isEmpty() ? detail : detail.toBuilder().figure("missing", missing).build();
  }
}
