package dev.passerelle.core.http;

import dev.passerelle.core.error.PasserelleException;
import java.util.Optional;

/**
 * What a vendor's error answers mean (F4). Asked for every answer with a status of 400 or more that
 * is not a web page; an empty result leaves it to the standard translation, so an implementation
 * deals only with what it knows.
 *
 * <p>Must be stateless and must not throw. Start details with {@link RemoteAnswer#detail}, put ids
 * and field names into them, never values. {@code AuthenticationFailed} makes the kit renew the
 * credentials once and send again; {@code TransientFailure} and {@code Throttled} may be sent again
 * by the kit; {@code TransientFailure} for a status of 500 or more becomes {@code OutcomeUnknown}
 * where the request is a write (L20). Every other type is believed.
 */
@FunctionalInterface
public interface ErrorTranslator {
  /** What the answer means; empty where the standard translation may decide. */
  Optional<PasserelleException> translate(RemoteAnswer answer);

  /**
   * What an answer with a good status means that is an error all the same: JSON-RPC tells its
   * errors in the body, with status 200. Asked for every such answer, so it must be cheap where all
   * is well. Every type is believed; the default finds nothing.
   */
  default Optional<PasserelleException> translateSuccess(RemoteAnswer answer) {
    return Optional.empty();
  }
}
