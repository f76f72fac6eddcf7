package dev.passerelle.salesforce;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.http.ErrorTranslator;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.RemoteAnswer;
import dev.passerelle.salesforce.model.SalesforceIds;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Salesforce's error bodies (fact sheet §5, §8). Its sentences quote values, which may be personal:
 * only codes, field names and ids are taken from them.
 */
final class SalesforceErrors implements ErrorTranslator {
  /** The day's calls come back one by one as the 24 hours roll on: a look now and then. */
  private static final Duration DAY_PAUSE = Duration.ofMinutes(15);

  private static final Duration CONCURRENT_PAUSE = Duration.ofSeconds(5);
  private static final Pattern COLUMN =
      Pattern.compile("No such column '([A-Za-z0-9_.]{1,90})'|column name '([A-Za-z0-9_.]{1,90})'");
  private static final Pattern DUPLICATE =
      Pattern.compile(
          "(?:found: )?([A-Za-z0-9_]{1,90})? ?duplicates value on record with id: ([A-Za-z0-9]{15,18})");

  /** Rows that may pass when tried again; nothing of them was written. */
  private static final Set<String> PASSING =
      Set.of("UNABLE_TO_LOCK_ROW", "REQUEST_LIMIT_EXCEEDED", "SERVER_UNAVAILABLE");

  private static final Set<String> NO_ACCESS =
      Set.of(
          "INSUFFICIENT_ACCESS",
          "INSUFFICIENT_ACCESS_OR_READONLY",
          "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
          "CANNOT_EXECUTE_FLOW_TRIGGER");

  /** Refusals of a session that another token would not mend (§1). */
  private static final List<String> NOT_EXPIRED =
      List.of("not valid for use with the REST API", "not attached to Agent");

  @Override
  public Optional<PasserelleException> translate(RemoteAnswer answer) {
    JsonTree error = first(answer.json());
    String code = code(error);
    return switch (answer.status()) {
      case 401 -> Optional.of(unauthorized(answer, error));
      case 403 -> Optional.of(denied(answer, error, code));
      case 400, 404, 405, 409, 410, 413, 414, 415, 431 ->
          code.isEmpty() && answer.status() == 404
              ? Optional.empty()
              : Optional.of(whole(answer, error, code));
      case 503 -> throttled503(answer, code);
      default -> Optional.empty();
    };
  }

  /** A row that was not done: to be refused, or to be tried again. */
  static RowOutcome row(String system, String key, JsonTree error) {
    String code = code(error);
    if (PASSING.contains(code) || isLock(error)) {
      ErrorDetail detail =
          ErrorDetail.of(ErrorCode.RECORD_IN_USE).system(system).cause(code).build();
      return new RowOutcome.Failed(key, new TransientFailure(detail));
    }
    if (code.equals("UNKNOWN_EXCEPTION")) {
      ErrorDetail detail =
          ErrorDetail.of(ErrorCode.OUTCOME_UNKNOWN).system(system).cause(code).build();
      return new RowOutcome.Unknown(key, new TransientFailure(detail));
    }
    return new RowOutcome.Refused(
        key, refused(error, code, each -> ErrorDetail.of(each).system(system)));
  }

  /** A part of a composite call that was refused as a whole. */
  static RefusedByRemote part(String system, int status, JsonTree body) {
    JsonTree error = first(body);
    return refused(
        error, code(error), each -> ErrorDetail.of(each).system(system).httpStatus(status));
  }

  /** The first error of an answer, which is an array, or an object where OAuth speaks. */
  private static JsonTree first(JsonTree body) {
    JsonTree inArray = body.at(0);
    return inArray.isMissing() ? body : inArray;
  }

  static String code(JsonTree error) {
    return error
        .at("statusCode")
        .text()
        .or(() -> error.at("errorCode").text())
        .or(() -> error.at("error").text())
        .orElse("");
  }

  private static PasserelleException unauthorized(RemoteAnswer answer, JsonTree error) {
    String message = message(error);
    if (NOT_EXPIRED.stream().anyMatch(message::contains)) {
      return new AccessDenied(
          answer.detail(ErrorCode.ACCESS_DENIED).cause(code(error)).build(), "API Enabled");
    }
    return new AuthenticationFailed(
        answer.detail(ErrorCode.TOKEN_REFUSED).cause(code(error)).build());
  }

  private static PasserelleException denied(RemoteAnswer answer, JsonTree error, String code) {
    if (code.equals("REQUEST_LIMIT_EXCEEDED")) {
      return throttled(answer, message(error));
    }
    boolean api = code.startsWith("API_");
    ErrorCode told =
        message(error).contains("scope") ? ErrorCode.SCOPE_MISSING : ErrorCode.ACCESS_DENIED;
    return new AccessDenied(answer.detail(told).cause(code).build(), api ? "API Enabled" : "");
  }

  private static Throttled throttled(RemoteAnswer answer, String message) {
    boolean concurrent = message.contains("Concurrent");
    String scope = concurrent ? "ConcurrentRequests" : LimitHeader.DAILY;
    Instant at =
        answer
            .retryAt()
            .orElseGet(() -> answer.receivedAt().plus(concurrent ? CONCURRENT_PAUSE : DAY_PAUSE));
    return new Throttled(
        answer.detail(ErrorCode.THROTTLED).figure("scope", scope).build(), scope, at);
  }

  private static Optional<PasserelleException> throttled503(RemoteAnswer answer, String code) {
    return code.equals("REQUEST_LIMIT_EXCEEDED")
        ? Optional.of(throttled(answer, "Concurrent"))
        : Optional.empty();
  }

  private static PasserelleException whole(RemoteAnswer answer, JsonTree error, String code) {
    if (PASSING.contains(code) || isLock(error)) {
      return new TransientFailure(answer.detail(ErrorCode.RECORD_IN_USE).cause(code).build());
    }
    if (code.equals("QUERY_TIMEOUT") || code.equals("UNKNOWN_EXCEPTION")) {
      return new TransientFailure(answer.detail(ErrorCode.SYSTEM_ERROR).cause(code).build());
    }
    if (code.equals("UNSUPPORTED_API_VERSION") || answer.status() == 410) {
      return new RefusedByRemote(
          answer
              .detail(ErrorCode.API_VERSION_UNSUPPORTED)
              .figure("actual", "another")
              .figure("expected", SalesforceApi.VERSION)
              .build(),
          List.of());
    }
    return refused(error, code, answer::detail);
  }

  private static RefusedByRemote refused(
      JsonTree error, String code, Function<ErrorCode, ErrorDetail.Builder> detail) {
    Set<String> fields = fields(error);
    ErrorDetail.Builder builder = detail.apply(errorCode(code, fields)).cause(cause(error, code));
    fields.stream().findFirst().ifPresent(builder::field);
    Matcher duplicate = DUPLICATE.matcher(message(error));
    if (duplicate.find()) {
      builder.figure(RowOutcome.EXISTING, SalesforceIds.of18(duplicate.group(2)));
    }
    return new RefusedByRemote(
        builder.build(),
        fields.stream().map(field -> new FieldError(field, code, null, null, null)).toList());
  }

  private static ErrorCode errorCode(String code, Set<String> fields) {
    return switch (code) {
      case "INVALID_FIELD" -> ErrorCode.CUSTOM_PROPERTY_MISSING;
      case "NOT_FOUND", "ENTITY_IS_DELETED", "INVALID_TYPE" -> ErrorCode.RECORD_NOT_FOUND;
      case "DUPLICATE_VALUE", "DUPLICATES_DETECTED" -> ErrorCode.DUPLICATE_VALUE;
      case "DUPLICATE_EXTERNAL_ID" -> ErrorCode.MATCH_AMBIGUOUS;
      case "STRING_TOO_LONG" -> ErrorCode.FIELD_TOO_LONG;
      case "INVALID_CROSS_REFERENCE_KEY" -> ErrorCode.REFERENCE_MISSING;
      default ->
          NO_ACCESS.contains(code)
              ? ErrorCode.ACCESS_DENIED
              : fields.isEmpty() ? ErrorCode.REFUSED_BY_REMOTE : ErrorCode.VALUE_INVALID;
    };
  }

  /** A validation rule's sentence is the administrator's own, and tells what to do. */
  private static String cause(JsonTree error, String code) {
    return code.equals("FIELD_CUSTOM_VALIDATION_EXCEPTION") ? code + ": " + message(error) : code;
  }

  private static Set<String> fields(JsonTree error) {
    Set<String> fields = new LinkedHashSet<>();
    error.at("fields").items().forEach(each -> each.text().ifPresent(fields::add));
    if (fields.isEmpty()) {
      Matcher column = COLUMN.matcher(message(error));
      if (column.find()) {
        fields.add(column.group(1) != null ? column.group(1) : column.group(2));
      }
    }
    if (fields.isEmpty()) {
      Matcher duplicate = DUPLICATE.matcher(message(error));
      if (duplicate.find() && duplicate.group(1) != null) {
        fields.add(duplicate.group(1));
      }
    }
    return fields;
  }

  /** Somebody's automation may wrap a lock into its own error (§8). */
  private static boolean isLock(JsonTree error) {
    return code(error).equals("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY")
        && message(error).contains("UNABLE_TO_LOCK_ROW");
  }

  private static String message(JsonTree error) {
    return error.at("message").text().orElse("");
  }
}
