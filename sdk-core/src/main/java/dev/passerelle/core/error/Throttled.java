package dev.passerelle.core.error;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The remote's quota, or our own budget for it, is used up (L30, F1). Nothing was written. */
public final class Throttled extends PasserelleException {
  private final String scope;
  private final @Nullable Instant retryAt;

  /** The remote gave no time: the caller backs off. */
  public Throttled(ErrorDetail detail, String scope) {
    super(detail);
    this.scope = scope;
    this.retryAt = null;
  }

  /** Calls are welcome again at the given instant. */
  public Throttled(ErrorDetail detail, String scope, Instant retryAt) {
    super(detail);
    this.scope = scope;
    this.retryAt = retryAt;
  }

  /** Name of the quota that is used up, {@code TEN_SECONDLY_ROLLING}; empty where not named. */
  public String scope() {
    return scope;
  }

  /** From when on calls are welcome again; empty where the remote does not say. */
  public Optional<Instant> retryAt() {
    return Optional.ofNullable(retryAt);
  }
}
