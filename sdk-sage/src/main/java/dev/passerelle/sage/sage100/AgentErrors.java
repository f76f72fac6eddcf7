package dev.passerelle.sage.sage100;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.http.ErrorTranslator;
import dev.passerelle.core.http.RemoteAnswer;
import java.util.List;
import java.util.Optional;

/**
 * Errors of a whole request (contract of the agent, §7). With any of them nothing was begun, except
 * with 500, which is left to the standard translation: unknown for a write.
 */
final class AgentErrors implements ErrorTranslator {
  @Override
  public Optional<PasserelleException> translate(RemoteAnswer answer) {
    String code = answer.json().at("error").at("code").text().orElse("");
    return switch (answer.status()) {
      case 401 ->
          Optional.of(
              new AuthenticationFailed(answer.detail(ErrorCode.CREDENTIALS_REFUSED).build()));
      case 403 ->
          Optional.of(
              new AccessDenied(answer.detail(ErrorCode.ACCESS_DENIED).build(), "read+write"));
      case 400, 404, 405, 413 ->
          Optional.of(
              new RefusedByRemote(
                  answer
                      .detail(ErrorCode.REFUSED_BY_REMOTE)
                      .entity("request")
                      .record(answer.operation())
                      .cause(code)
                      .build(),
                  List.of()));
      case 503 ->
          code.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new SystemUnavailable(
                      answer.detail(ErrorCode.SYSTEM_UNREACHABLE).cause(code).build()));
      default -> Optional.empty();
    };
  }
}
