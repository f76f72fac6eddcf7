package dev.passerelle.sap.s4hana;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The gateway's error bodies in both versions (fact sheet §8). The cause is often in the details,
 * behind a generic text. Sentences quote values, which may be personal: what stands in quotes is
 * left out unless it names a property, and of the messages about partners and addresses only the
 * code is told.
 */
final class GatewayErrors implements ErrorTranslator {
  /** Another user or another call holds the record (fact sheet §6). */
  private static final Set<String> LOCKED = Set.of("V1/042", "R1/124", "R11/068", "M3/024");

  private static final Pattern BUSY =
      Pattern.compile(
          "(?i)(currently being processed|is locked|locked by|being edited by|wird gerade)");
  private static final Pattern EXISTS = Pattern.compile("(?i)\\balready exists?\\b");
  private static final Pattern GENERIC = Pattern.compile("/IWBEP/CX_MGW_BUSI_EXCEPTION.*");
  private static final Pattern NO_SERVICE = Pattern.compile("/IWFND/MED/.*");
  private static final Pattern PROPERTY =
      Pattern.compile("[Pp]roperty '([A-Za-z_]\\w{0,60})' not found");
  private static final Pattern ABOUT_PEOPLE =
      Pattern.compile("(R1|R11|AM|BUPA|CVI|F2|FSBP|MDC)\\w*/.*");
  private static final Pattern QUOTE = Pattern.compile("['\"]");
  private static final Pattern WHO = Pattern.compile("(?i)\\bby (user )?[A-Z0-9_.]{2,12}\\b");

  /** One message. */
  private record Message(String code, String text, String property) {}

  @Override
  public Optional<PasserelleException> translate(RemoteAnswer answer) {
    JsonTree body = answer.json();
    Message message = message(body);
    return switch (answer.status()) {
      case 401 ->
          Optional.of(
              new AuthenticationFailed(answer.detail(ErrorCode.CREDENTIALS_REFUSED).build()));
      case 403 -> Optional.of(denied(answer, body, message));
      case 404 -> Optional.of(notFound(answer, body, message));
      case 400 -> Optional.of(refused(answer, body, message));
      case 412, 428 ->
          Optional.of(new StaleRecord(told(answer, ErrorCode.STALE_RECORD, body, message)));
      case 405, 501 ->
          Optional.of(
              new RefusedByRemote(
                  told(answer, ErrorCode.REFUSED_BY_REMOTE, body, message), List.of()));
      case 500 ->
          Optional.of(new TransientFailure(told(answer, ErrorCode.SYSTEM_ERROR, body, message)));
      default -> Optional.empty();
    };
  }

  private static PasserelleException denied(RemoteAnswer answer, JsonTree body, Message message) {
    boolean token = answer.header(CsrfGate.TOKEN).filter("Required"::equalsIgnoreCase).isPresent();
    ErrorDetail detail = told(answer, ErrorCode.ACCESS_DENIED, body, message);
    return new AccessDenied(
        token
            ? detail.toBuilder()
                .cause("the CSRF token is refused: the cookies do not come back to the server")
                .build()
            : detail,
        "");
  }

  /** What is not the service's own word about a record proves nothing about the record. */
  private static PasserelleException notFound(RemoteAnswer answer, JsonTree body, Message message) {
    boolean service = body.at("error").isMissing() || NO_SERVICE.matcher(message.code()).matches();
    if (service) {
      return new AccessDenied(
          answer
              .detail(ErrorCode.ACCESS_DENIED)
              .figure("operation", answer.operation())
              .cause("the service is not active or not assigned " + message.code())
              .build(),
          "");
    }
    return new RefusedByRemote(told(answer, ErrorCode.RECORD_NOT_FOUND, body, message), List.of());
  }

  private static PasserelleException refused(RemoteAnswer answer, JsonTree body, Message message) {
    String text = allTexts(body);
    if (LOCKED.contains(message.code()) || BUSY.matcher(text).find()) {
      return new TransientFailure(told(answer, ErrorCode.RECORD_IN_USE, body, message));
    }
    Matcher unknown = PROPERTY.matcher(text);
    if (unknown.find()) {
      return new DriftDetected(
          told(answer, ErrorCode.DRIFT_DETECTED, body, message).toBuilder()
              .field(unknown.group(1))
              .figure("change", unknown.group(1) + " is not there")
              .build());
    }
    ErrorCode what =
        EXISTS.matcher(text).find() ? ErrorCode.DUPLICATE_VALUE : ErrorCode.REFUSED_BY_REMOTE;
    return new RefusedByRemote(told(answer, what, body, message), fields(body));
  }

  private static ErrorDetail told(
      RemoteAnswer answer, ErrorCode what, JsonTree body, Message message) {
    ErrorDetail.Builder detail = answer.detail(what).figure("operation", answer.operation());
    body.at("error")
        .at("innererror")
        .at("transactionid")
        .text()
        .filter(id -> !id.isEmpty() && id.length() <= 64)
        .ifPresent(detail::requestId);
    String cause = (message.code() + " " + clean(message)).strip();
    return cause.isEmpty() ? detail.build() : detail.cause(cause).build();
  }

  /** The first message that says more than that something went wrong. */
  private static Message message(JsonTree body) {
    JsonTree error = body.at("error");
    Message outer = outer(error);
    return details(error).stream()
        .filter(each -> !GENERIC.matcher(each.code()).matches())
        .findFirst()
        .orElse(outer);
  }

  private static Message outer(JsonTree error) {
    JsonTree text = error.at("message");
    return new Message(
        error.at("code").text().orElse(""),
        text.at("value").text().or(text::text).orElse(""),
        error.at("target").text().orElse(""));
  }

  private static List<Message> details(JsonTree error) {
    List<Message> messages = new ArrayList<>();
    List<JsonTree> rows = new ArrayList<>(error.at("innererror").at("errordetails").items());
    rows.addAll(error.at("details").items());
    for (JsonTree each : rows) {
      if (each.at("severity").text().orElse("error").equals("error")) {
        String property =
            each.at("propertyref")
                .text()
                .filter(text -> !text.isBlank())
                .or(() -> each.at("target").text())
                .orElse("");
        messages.add(
            new Message(
                each.at("code").text().orElse(""), each.at("message").text().orElse(""), property));
      }
    }
    return messages;
  }

  private static String allTexts(JsonTree body) {
    StringBuilder all = new StringBuilder(outer(body.at("error")).text());
    details(body.at("error")).forEach(each -> all.append('\n').append(each.text()));
    return all.toString();
  }

  private static List<FieldError> fields(JsonTree body) {
    List<FieldError> errors = new ArrayList<>();
    for (Message each : details(body.at("error"))) {
      String name = each.property().substring(each.property().lastIndexOf('/') + 1);
      if (name.matches("[A-Za-z_]\\w{0,60}")) {
        errors.add(FieldError.of(name, each.code(), clean(each)));
      }
    }
    return errors;
  }

  private static String clean(Message message) {
    if (ABOUT_PEOPLE.matcher(message.code()).matches()) {
      return "";
    }
    String named =
        PROPERTY
            .matcher(WHO.matcher(message.text()).replaceAll("by somebody"))
            .replaceAll("property $1 not found");
    Matcher quote = QUOTE.matcher(named);
    if (!quote.find()) {
      return named;
    }
    int first = quote.start();
    int last = Math.max(named.lastIndexOf('\''), named.lastIndexOf('"'));
    return named.substring(0, first) + "…" + (last > first ? named.substring(last + 1) : "");
  }
}
