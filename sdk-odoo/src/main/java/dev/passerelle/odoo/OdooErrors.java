package dev.passerelle.odoo;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.http.ErrorTranslator;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.RemoteAnswer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Odoo's errors (fact sheet §8), told by the Python class: JSON-2 with an HTTP status, JSON-RPC
 * with 200. A 500 may well be the caller's mistake. Its sentences quote names and values, which may
 * be personal, and follow the user's language: only classes and field names are taken from them.
 */
final class OdooErrors implements ErrorTranslator {
  /** Far enough to find the member in a JSON-RPC envelope without reading a whole page of data. */
  private static final int HEAD = 200;

  private static final Pattern FIELD =
      Pattern.compile("[Ii]nvalid field '?([A-Za-z_][A-Za-z0-9_.]{0,99})'?");
  private static final Pattern WRONG_VALUE =
      Pattern.compile("Wrong value for ([a-z_.]{1,80})\\.([a-z0-9_]{1,80})");
  private static final Pattern COLUMN = Pattern.compile("column \"([a-z0-9_]{1,80})\"");

  private static final Set<String> LOCKED =
      Set.of(
          "SerializationFailure",
          "LockNotAvailable",
          "LockError",
          "DeadlockDetected",
          "TransactionRollbackError",
          "ConcurrencyError");
  private static final Set<String> UNIQUE =
      Set.of("UniqueViolation", "IntegrityError", "ExclusionViolation");

  /** Python's own classes: what the caller sent does not fit what the server has. */
  private static final Set<String> MISTAKES =
      Set.of(
          "ValueError",
          "KeyError",
          "TypeError",
          "AttributeError",
          "IndexError",
          "UnprocessableEntity",
          "BadRequest",
          "NotNullViolation",
          "InvalidTextRepresentation",
          "NumericValueOutOfRange",
          "StringDataRightTruncation",
          "ForeignKeyViolation",
          "CheckViolation",
          "DataError");

  @Override
  public Optional<PasserelleException> translate(RemoteAnswer answer) {
    JsonTree body = answer.json();
    if (answer.status() == 401) {
      return Optional.of(
          new AuthenticationFailed(told(answer, ErrorCode.TOKEN_REFUSED, body).build()));
    }
    return body.at("name").text().isPresent() ? of(answer, body) : Optional.empty();
  }

  @Override
  public Optional<PasserelleException> translateSuccess(RemoteAnswer answer) {
    String body = answer.body();
    int end = Math.min(body.length(), HEAD);
    if (!body.substring(0, end).contains("\"error\"")) {
      return Optional.empty();
    }
    JsonTree tree = answer.json();
    boolean envelope = tree.at("jsonrpc").text().isPresent();
    JsonTree error = tree.at("error");
    if (!envelope || error.isMissing() || error.isNull()) {
      return Optional.empty();
    }
    return Optional.of(
        of(answer, error.at("data"))
            .orElseGet(
                () ->
                    new TransientFailure(
                        told(answer, ErrorCode.SYSTEM_ERROR, error.at("data")).build())));
  }

  private static Optional<PasserelleException> of(RemoteAnswer answer, JsonTree data) {
    String name = shortName(data);
    if (LOCKED.contains(name)) {
      // Rolled back as a whole, after the server's own five attempts (fact sheet §6).
      return Optional.of(new TransientFailure(told(answer, ErrorCode.RECORD_IN_USE, data).build()));
    }
    return switch (name) {
      case "AccessDenied" ->
          Optional.of(
              new AuthenticationFailed(told(answer, ErrorCode.CREDENTIALS_REFUSED, data).build()));
      case "AccessError" ->
          Optional.of(new AccessDenied(told(answer, ErrorCode.ACCESS_DENIED, data).build(), ""));
      case "MissingError", "NotFound" ->
          Optional.of(refused(answer, data, ErrorCode.RECORD_NOT_FOUND));
      case "UserError", "ValidationError", "RedirectWarning", "Warning" ->
          Optional.of(refused(answer, data, ErrorCode.REFUSED_BY_REMOTE));
      default -> mistake(answer, data, name);
    };
  }

  private static Optional<PasserelleException> mistake(
      RemoteAnswer answer, JsonTree data, String name) {
    String message = data.at("message").text().orElse("");
    Matcher field = FIELD.matcher(message);
    if (MISTAKES.contains(name) && field.find()) {
      return Optional.of(
          new DriftDetected(
              told(answer, ErrorCode.DRIFT_DETECTED, data)
                  .field(field.group(1))
                  .figure("change", "no field " + field.group(1))
                  .build()));
    }
    if (UNIQUE.contains(name)) {
      return Optional.of(refused(answer, data, ErrorCode.DUPLICATE_VALUE));
    }
    return MISTAKES.contains(name)
        ? Optional.of(refused(answer, data, ErrorCode.VALUE_INVALID))
        : Optional.empty();
  }

  private static RefusedByRemote refused(RemoteAnswer answer, JsonTree data, ErrorCode code) {
    ErrorDetail.Builder detail = told(answer, code, data);
    List<FieldError> fields =
        fieldNamed(data.at("message").text().orElse(""))
            .map(name -> List.of(new FieldError(name, shortName(data), null, null, null)))
            .orElse(List.of());
    fields.forEach(each -> detail.field(each.field()));
    return new RefusedByRemote(detail.build(), fields);
  }

  private static Optional<String> fieldNamed(String message) {
    Matcher wrong = WRONG_VALUE.matcher(message);
    if (wrong.find()) {
      return Optional.of(wrong.group(2));
    }
    Matcher column = COLUMN.matcher(message);
    return column.find() ? Optional.of(column.group(1)) : Optional.empty();
  }

  private static ErrorDetail.Builder told(RemoteAnswer answer, ErrorCode code, JsonTree data) {
    ErrorDetail.Builder detail = answer.detail(code);
    String name = shortName(data);
    return name.isEmpty() ? detail : detail.cause(name);
  }

  private static String shortName(JsonTree data) {
    String name = data.at("name").text().orElse("");
    String last = name.substring(name.lastIndexOf('.') + 1);
    return last.matches("[A-Za-z_]{1,60}") ? last : last.isEmpty() ? "" : clean(last);
  }

  private static String clean(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z_]", "");
  }
}
