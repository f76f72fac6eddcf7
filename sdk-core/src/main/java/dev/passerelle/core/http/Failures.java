package dev.passerelle.core.http;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.StaleRecord;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.error.TransientFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What it means when no usable answer came: the standard translation. */
final class Failures {
  private static final List<String> MESSAGE_FIELDS =
      List.of(
          "message", "error_description", "detail", "title", "$message", "error", "description");

  private final ErrorTranslator vendor;
  private final long maxBody;

  Failures(ErrorTranslator vendor, long maxBody) {
    this.vendor = vendor;
    this.maxBody = maxBody;
  }

  /** What is wrong with an answer; empty where nothing is. */
  Optional<PasserelleException> of(RemoteAnswer answer) {
    boolean good = answer.status() < 300 || answer.status() == 304;
    if (answer.isHtml() && answer.status() != 401 && answer.status() != 429) {
      return Optional.of(unknownIfWritten(answer, html(answer)));
    }
    if (good) {
      return vendor.translateSuccess(answer);
    }
    PasserelleException failure =
        answer.status() < 400
            ? redirect(answer)
            : vendor.translate(answer).orElseGet(() -> standard(answer));
    return Optional.of(unknownIfWritten(answer, failure));
  }

  /** No answer, or not all of it. */
  PasserelleException of(Outgoing request, Wire.Sending sending, IOException e) {
    if (e instanceof Wire.TooLarge) {
      return unusable(
          request, detail(request, ErrorCode.RESPONSE_TOO_LARGE).figure("limit", maxBody).build());
    }
    return sending.begun() ? broken(request, e) : unreachable(request, e);
  }

  /** A good answer that is of no use: the write has happened, but what it made is not known. */
  static PasserelleException unusable(Outgoing request, ErrorDetail detail) {
    return request.writes() ? unknown(new DriftDetected(detail)) : new DriftDetected(detail);
  }

  /** A failure of a request that may have had its effect (L20). */
  static OutcomeUnknown unknown(PasserelleException why) {
    ErrorDetail from = why.detail();
    String cause = from.cause();
    ErrorDetail.Builder detail =
        ErrorDetail.of(ErrorCode.OUTCOME_UNKNOWN)
            .cause(from.code().name() + (cause == null ? "" : ": " + cause));
    why.system().ifPresent(detail::system);
    why.requestId().ifPresent(detail::requestId);
    why.httpStatus().ifPresent(detail::httpStatus);
    from.figures().forEach(detail::figure);
    detail.figure(OutcomeUnknown.BECAUSE, from.code().name());
    return new OutcomeUnknown(detail.build(), why);
  }

  PasserelleException interrupted(Outgoing request, Wire.Sending sending) {
    TransientFailure failure =
        new TransientFailure(detail(request, ErrorCode.CALL_INTERRUPTED).build());
    return request.writes() && sending.begun() ? unknown(failure) : failure;
  }

  private static PasserelleException broken(Outgoing request, IOException e) {
    ErrorCode code =
        e instanceof InterruptedIOException ? ErrorCode.TIMED_OUT : ErrorCode.CONNECTION_LOST;
    TransientFailure failure = new TransientFailure(detail(request, code).build(), e);
    return request.writes() ? unknown(failure) : failure;
  }

  private static PasserelleException unreachable(Outgoing request, IOException e) {
    if (e instanceof SSLException) {
      return new SystemUnavailable(detail(request, ErrorCode.TLS_FAILED).build(), e);
    }
    ErrorDetail detail = detail(request, ErrorCode.SYSTEM_UNREACHABLE).build();
    return e instanceof UnknownHostException
        ? new SystemUnavailable(detail, e)
        : new TransientFailure(detail, e);
  }

  private static PasserelleException standard(RemoteAnswer answer) {
    return switch (answer.status()) {
      case 401 -> new AuthenticationFailed(told(answer, ErrorCode.TOKEN_REFUSED));
      case 403 -> new AccessDenied(told(answer, ErrorCode.ACCESS_DENIED), "");
      case 404, 410 -> new RefusedByRemote(told(answer, ErrorCode.RECORD_NOT_FOUND), List.of());
      case 408 -> new TransientFailure(told(answer, ErrorCode.TIMED_OUT));
      case 412, 428 -> new StaleRecord(told(answer, ErrorCode.STALE_RECORD));
      case 423 -> new TransientFailure(told(answer, ErrorCode.RECORD_IN_USE));
      case 425 -> new TransientFailure(told(answer, ErrorCode.SYSTEM_ERROR));
      case 429 -> throttled(answer);
      default ->
          answer.status() >= 500
              ? new TransientFailure(told(answer, ErrorCode.SYSTEM_ERROR))
              : new RefusedByRemote(told(answer, ErrorCode.REFUSED_BY_REMOTE), List.of());
    };
  }

  private static Throttled throttled(RemoteAnswer answer) {
    ErrorDetail detail = told(answer, ErrorCode.THROTTLED);
    return answer
        .retryAt()
        .map(at -> new Throttled(detail, "", at))
        .orElseGet(() -> new Throttled(detail, ""));
  }

  private static SystemUnavailable html(RemoteAnswer answer) {
    return new SystemUnavailable(answer.detail(ErrorCode.HTML_INSTEAD_OF_JSON).build());
  }

  private static SystemUnavailable redirect(RemoteAnswer answer) {
    String target = answer.header("Location").flatMap(Failures::host).orElse("?");
    return new SystemUnavailable(
        answer.detail(ErrorCode.REDIRECT_REFUSED).figure("target", target).build());
  }

  // Only the host: a redirect to a log-in page carries secrets in its query.
  private static Optional<String> host(String location) {
    try {
      return Optional.ofNullable(URI.create(location).getHost());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A server or a gateway that fails may have passed the write on before (L20). */
  private static PasserelleException unknownIfWritten(
      RemoteAnswer answer, PasserelleException failure) {
    boolean system = failure instanceof TransientFailure || failure instanceof SystemUnavailable;
    boolean mayHaveHappened =
        answer.status() >= 500 || answer.status() == 408 || answer.status() < 300;
    boolean unknown = answer.kind() != CallKind.READ && system && mayHaveHappened;
    return unknown ? unknown(failure) : failure;
  }

  private static ErrorDetail told(RemoteAnswer answer, ErrorCode code) {
    ErrorDetail.Builder detail = answer.detail(code);
    message(answer.json()).ifPresent(detail::cause);
    return detail.build();
  }

  private static Optional<String> message(JsonTree body) {
    return Stream.of(body, body.at(0), body.at("error"), body.at("errors").at(0))
        .flatMap(place -> MESSAGE_FIELDS.stream().map(name -> place.at(name).text()))
        .flatMap(Optional::stream)
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  private static ErrorDetail.Builder detail(Outgoing request, ErrorCode code) {
    return ErrorDetail.of(code).system(request.system()).figure("operation", request.operation());
  }
}
