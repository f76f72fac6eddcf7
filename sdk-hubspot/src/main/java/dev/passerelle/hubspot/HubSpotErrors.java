package dev.passerelle.hubspot;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * HubSpot's error bodies (fact sheet §5, §8). Its sentences quote values, which may be personal:
 * only codes, property names, scopes and ids are taken from them.
 */
final class HubSpotErrors implements ErrorTranslator {
  private static final Pattern EXISTING = Pattern.compile("Existing ID:\\s*(\\d{1,19})");
  private static final String NO_SUCH_PROPERTY = "PROPERTY_DOESNT_EXIST";
  private static final Pattern UNKNOWN_PROPERTY =
      Pattern.compile("Property \\\\?\"([^\"\\\\]{1,100})\\\\?\" does not exist");

  /** Older answers carry the list of errors as JSON inside the sentence. */
  private static final Pattern EMBEDDED =
      Pattern.compile("\"error\":\"([A-Z_]{1,60})\",\"name\":\"([a-z0-9_]{1,100})\"");

  private static final List<String> SCOPES =
      List.of("requiredGranularScopes", "requiredScopes", "scopes");

  @Override
  public Optional<PasserelleException> translate(RemoteAnswer answer) {
    JsonTree body = answer.json();
    return switch (answer.status()) {
      case 401 ->
          Optional.of(
              new AuthenticationFailed(told(answer.detail(ErrorCode.TOKEN_REFUSED), body).build()));
      case 403 -> Optional.of(denied(answer, body));
      case 423 ->
          Optional.of(
              new TransientFailure(told(answer.detail(ErrorCode.RECORD_IN_USE), body).build()));
      case 429 -> Optional.of(throttled(answer, body));
      case 477 -> Optional.of(migrating(answer));
      case 400, 404, 409, 413, 414, 415, 431 ->
          Optional.of(refused(answer.status(), body, code -> answer.detail(code)));
      default -> Optional.empty();
    };
  }

  /** A row of a batch that was refused. */
  static RefusedByRemote refusedRow(String system, JsonTree row) {
    return refused(0, row, code -> ErrorDetail.of(code).system(system));
  }

  private static RefusedByRemote refused(
      int status,
      JsonTree body,
      java.util.function.Function<ErrorCode, ErrorDetail.Builder> detail) {
    List<FieldError> fields = fieldErrors(body);
    ErrorCode code = code(status, body, fields);
    ErrorDetail.Builder builder = told(detail.apply(code), body);
    if (!fields.isEmpty()) {
      builder.field(fields.get(0).field());
    }
    existing(body).ifPresent(id -> builder.figure(RowOutcome.EXISTING, id));
    first(body, "ids").or(() -> body.at("id").text()).ifPresent(builder::record);
    return new RefusedByRemote(builder.build(), fields);
  }

  private static ErrorCode code(int status, JsonTree body, List<FieldError> fields) {
    String category = category(body);
    String message = message(body);
    if (category.equals("OBJECT_NOT_FOUND") || status == 404) {
      return ErrorCode.RECORD_NOT_FOUND;
    }
    if (fields.stream().anyMatch(field -> field.code().equals(NO_SUCH_PROPERTY))) {
      return ErrorCode.CUSTOM_PROPERTY_MISSING;
    }
    if (status == 409 || category.equals("CONFLICT") || alreadyThere(message)) {
      return ErrorCode.DUPLICATE_VALUE;
    }
    return fields.isEmpty() ? ErrorCode.REFUSED_BY_REMOTE : ErrorCode.VALUE_INVALID;
  }

  private static boolean alreadyThere(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return lower.contains("already has that value") || lower.contains("already exists");
  }

  /** One entry per property at fault, in the vendor's names and codes, never with a value. */
  private static List<FieldError> fieldErrors(JsonTree body) {
    List<FieldError> errors = new ArrayList<>();
    for (JsonTree each : body.at("errors").items()) {
      String code = each.at("code").text().orElse("INVALID");
      first(each, "propertyName")
          .or(() -> each.at("in").text().filter(name -> !name.equals("properties")))
          .or(() -> unknownProperty(each))
          .ifPresent(name -> errors.add(new FieldError(name, code, null, null, null)));
    }
    if (errors.isEmpty()) {
      Matcher embedded = EMBEDDED.matcher(message(body));
      while (embedded.find()) {
        errors.add(new FieldError(embedded.group(2), embedded.group(1), null, null, null));
      }
    }
    if (errors.isEmpty()) {
      unknownProperty(body)
          .ifPresent(name -> errors.add(new FieldError(name, NO_SUCH_PROPERTY, null, null, null)));
    }
    return errors;
  }

  private static Optional<String> unknownProperty(JsonTree error) {
    Matcher matcher = UNKNOWN_PROPERTY.matcher(message(error));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<String> existing(JsonTree body) {
    Matcher matcher = EXISTING.matcher(message(body));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static AccessDenied denied(RemoteAnswer answer, JsonTree body) {
    String missing = String.join(", ", scopes(body));
    boolean scope = category(body).equals("MISSING_SCOPES");
    ErrorCode code = scope ? ErrorCode.SCOPE_MISSING : ErrorCode.ACCESS_DENIED;
    return new AccessDenied(told(answer.detail(code), body).build(), missing);
  }

  private static Set<String> scopes(JsonTree body) {
    Set<String> names = new LinkedHashSet<>();
    Stream.concat(Stream.of(body), body.at("errors").items().stream())
        .map(place -> place.at("context"))
        .forEach(
            context ->
                SCOPES.forEach(
                    key ->
                        context.at(key).items().stream()
                            .flatMap(each -> each.text().stream())
                            .forEach(names::add)));
    return names;
  }

  private static Throttled throttled(RemoteAnswer answer, JsonTree body) {
    String policy = body.at("policyName").text().orElseGet(() -> policy(message(body)));
    ErrorDetail detail = answer.detail(ErrorCode.THROTTLED).figure("scope", policy).build();
    // The day's quota has no time of its own: the budget knows the account's midnight.
    Optional<Instant> at =
        answer.retryAt().or(() -> wait(policy).map(time -> answer.receivedAt().plus(time)));
    return at.map(time -> new Throttled(detail, policy, time))
        .orElseGet(() -> new Throttled(detail, policy));
  }

  private static Optional<Duration> wait(String policy) {
    return switch (policy) {
      case "SECONDLY" -> Optional.of(Duration.ofSeconds(1));
      case "DAILY" -> Optional.empty();
      default -> Optional.of(Duration.ofSeconds(10));
    };
  }

  private static String policy(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("daily")) {
      return "DAILY";
    }
    return lower.contains("ten_secondly") || !lower.contains("secondly")
        ? "TEN_SECONDLY_ROLLING"
        : "SECONDLY";
  }

  private static Throttled migrating(RemoteAnswer answer) {
    ErrorDetail detail = answer.detail(ErrorCode.THROTTLED).figure("scope", "MIGRATION").build();
    return answer
        .retryAt()
        .map(at -> new Throttled(detail, "MIGRATION", at))
        .orElseGet(
            () ->
                new Throttled(
                    detail, "MIGRATION", answer.receivedAt().plus(Duration.ofMinutes(5))));
  }

  private static ErrorDetail.Builder told(ErrorDetail.Builder detail, JsonTree body) {
    String category = category(body);
    String sub = body.at("subCategory").text().orElse("");
    return category.isEmpty() ? detail : detail.cause(sub.isEmpty() ? category : sub);
  }

  private static String category(JsonTree body) {
    return body.at("category").text().orElse("");
  }

  private static String message(JsonTree body) {
    return body.at("message").text().orElse("");
  }

  private static Optional<String> first(JsonTree body, String name) {
    return body.at("context").at(name).at(0).text();
  }
}
