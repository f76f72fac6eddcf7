package dev.passerelle.sap.businessone;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.StaleRecord;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.http.ErrorTranslator;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.RemoteAnswer;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Service Layer's error bodies in both versions (fact sheet §8). Its sentences are needed by
 * whoever must act, but quote values, which may be personal: what stands in quotes is left out,
 * unless it is the name of a property or a type.
 */
final class ServiceLayerErrors implements ErrorTranslator {
  private static final int DEAD_SESSION = 301;
  private static final int SICK_NODE = 407;
  private static final int NOT_FOUND = -2028;
  private static final int UNKNOWN_PROPERTY = -1000;
  private static final int GENERAL = -10;
  private static final int EXISTS = -2035;
  private static final int LOCKED = -2038;
  private static final int HELD = -1029;
  private static final int CHANGED = -2039;

  private static final Pattern QUOTE = Pattern.compile("['\"]");
  private static final Pattern NAMED =
      Pattern.compile("\\b([Pp]roperty|of) '([A-Za-z_]\\w{0,60})'");
  private static final Pattern PROPERTY = Pattern.compile("[Pp]roperty '([A-Za-z_]\\w{0,60})'");

  @Override
  public Optional<PasserelleException> translate(RemoteAnswer answer) {
    JsonTree body = answer.json();
    int code = code(body).orElse(0);
    return switch (answer.status()) {
      case 401 -> Optional.of(unauthorized(answer, code));
      case 403 -> Optional.of(denied(answer, body, code));
      case 404 -> Optional.of(notFound(answer, body, code));
      case 400 -> Optional.of(refused(answer, body, code));
      case 412 -> Optional.of(new StaleRecord(told(answer, ErrorCode.STALE_RECORD, body, code)));
      case 500 -> failed(answer, body, code);
      default -> Optional.empty();
    };
  }

  private static PasserelleException unauthorized(RemoteAnswer answer, int code) {
    ErrorCode what = code == DEAD_SESSION ? ErrorCode.TOKEN_REFUSED : ErrorCode.CREDENTIALS_REFUSED;
    return new AuthenticationFailed(answer.detail(what).cause("code " + code).build());
  }

  private static PasserelleException denied(RemoteAnswer answer, JsonTree body, int code) {
    return new AccessDenied(told(answer, ErrorCode.ACCESS_DENIED, body, code), "");
  }

  /** What is not the Service Layer's own word about a record proves nothing about the record. */
  private static PasserelleException notFound(RemoteAnswer answer, JsonTree body, int code) {
    if (code == 0) {
      return new TransientFailure(
          told(answer, ErrorCode.SYSTEM_ERROR, body, code).toBuilder()
              .cause("404 without the Service Layer's own error: somebody else answers")
              .build());
    }
    ErrorCode what = code == NOT_FOUND ? ErrorCode.RECORD_NOT_FOUND : refusal(code);
    return new RefusedByRemote(told(answer, what, body, code), List.of());
  }

  private static ErrorCode refusal(int code) {
    return code == EXISTS ? ErrorCode.DUPLICATE_VALUE : ErrorCode.REFUSED_BY_REMOTE;
  }

  private static PasserelleException refused(RemoteAnswer answer, JsonTree body, int code) {
    return switch (code) {
      case UNKNOWN_PROPERTY -> drift(answer, body, code);
      case LOCKED, HELD -> new TransientFailure(told(answer, ErrorCode.RECORD_IN_USE, body, code));
      case CHANGED -> new StaleRecord(told(answer, ErrorCode.STALE_RECORD, body, code));
      case NOT_FOUND ->
          new RefusedByRemote(told(answer, ErrorCode.RECORD_NOT_FOUND, body, code), List.of());
      case GENERAL, EXISTS -> duplicate(answer, body, code);
      default -> business(answer, body, code);
    };
  }

  private static PasserelleException drift(RemoteAnswer answer, JsonTree body, int code) {
    String property = property(body).orElse("?");
    return new DriftDetected(
        told(answer, ErrorCode.DRIFT_DETECTED, body, code).toBuilder()
            .field(property)
            .figure("change", property + " is not there")
            .build());
  }

  private static PasserelleException duplicate(RemoteAnswer answer, JsonTree body, int code) {
    boolean exists = code == EXISTS || message(body).contains("1320000140");
    ErrorCode what = exists ? ErrorCode.DUPLICATE_VALUE : ErrorCode.REFUSED_BY_REMOTE;
    return new RefusedByRemote(told(answer, what, body, code), fields(body, code));
  }

  private static PasserelleException business(RemoteAnswer answer, JsonTree body, int code) {
    return new RefusedByRemote(
        told(answer, ErrorCode.REFUSED_BY_REMOTE, body, code), fields(body, code));
  }

  private static List<FieldError> fields(JsonTree body, int code) {
    return property(body)
        .map(name -> List.of(FieldError.of(name, Integer.toString(code), clean(message(body)))))
        .orElse(List.of());
  }

  private static Optional<PasserelleException> failed(
      RemoteAnswer answer, JsonTree body, int code) {
    if (code == SICK_NODE) {
      // Another log-in lands on another node; this one did nothing (fact sheet §5).
      return Optional.of(
          new AuthenticationFailed(told(answer, ErrorCode.TOKEN_REFUSED, body, code)));
    }
    return Optional.of(new TransientFailure(told(answer, ErrorCode.SYSTEM_ERROR, body, code)));
  }

  private static ErrorDetail told(RemoteAnswer answer, ErrorCode what, JsonTree body, int code) {
    String text = clean(message(body));
    ErrorDetail.Builder detail = answer.detail(what).figure("operation", answer.operation());
    return code == 0 && text.isEmpty()
        ? detail.build()
        : detail.cause(code + (text.isEmpty() ? "" : " " + text)).build();
  }

  /** The code: a number in v1, a text in v2; empty where there is none. */
  static Optional<Integer> code(JsonTree body) {
    return body.at("error")
        .at("code")
        .text()
        .filter(text -> text.matches("-?\\d{1,9}"))
        .map(Integer::valueOf);
  }

  /** The sentence: inside an object in v1, bare in v2 and in some 401. */
  private static String message(JsonTree body) {
    JsonTree message = body.at("error").at("message");
    return message.at("value").text().or(message::text).orElse("");
  }

  private static Optional<String> property(JsonTree body) {
    Matcher matcher = PROPERTY.matcher(message(body));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String clean(String message) {
    String named = NAMED.matcher(message).replaceAll("$1 $2");
    int first = QUOTE.matcher(named).results().map(MatchResult::start).findFirst().orElse(-1);
    if (first < 0) {
      return named;
    }
    int last = Math.max(named.lastIndexOf('\''), named.lastIndexOf('"'));
    // A value may hold a quote itself: what lies between the first and the last goes.
    return named.substring(0, first) + "…" + (last > first ? named.substring(last + 1) : "");
  }
}
