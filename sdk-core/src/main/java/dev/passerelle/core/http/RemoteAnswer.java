package dev.passerelle.core.http;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An answer of a remote system, for {@link ErrorTranslator} and {@link QuotaHeaders}. Immutable.
 * The body is for reading codes out of it; {@link #toString} leaves it out, and so must everybody
 * (F5).
 */
public final class RemoteAnswer {
  private static final Duration LONGEST_WAIT = Duration.ofDays(2);
  private static final List<String> REQUEST_ID_HEADERS =
      List.of(
          "X-Request-Id",
          "X-Correlation-Id",
          "Request-Id",
          "X-HubSpot-Correlation-Id",
          "x-ms-service-request-id",
          "sap-message-id",
          "X-Trace-Id");
  private static final List<String> REQUEST_ID_FIELDS =
      List.of("correlationId", "requestId", "request_id", "traceId");

  private final Outgoing request;
  private final int status;
  private final Function<String, Optional<String>> headers;
  private final String body;
  private final Instant receivedAt;

  RemoteAnswer(
      Outgoing request,
      int status,
      Function<String, Optional<String>> headers,
      String body,
      Instant receivedAt) {
    this.request = request;
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.receivedAt = receivedAt;
  }

  /** Short name of the system. */
  public String system() {
    return request.system();
  }

  /** Method and path template. */
  public String operation() {
    return request.operation();
  }

  /** What the request was. */
  public CallKind kind() {
    return request.kind();
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** The last value of a header, whatever its case. */
  public Optional<String> header(String name) {
    return headers.apply(name);
  }

  /** The body as text, at most its first 64 KiB; empty where there is none. */
  public String body() {
    return body;
  }

  /** The body as a tree; {@linkplain JsonTree#isMissing() missing} where it is not JSON. */
  public JsonTree json() {
    return JsonReading.lenient(body);
  }

  /** When it was received, by the clock of this side. */
  public Instant receivedAt() {
    return receivedAt;
  }

  /** The remote's clock, from the {@code Date} header, in whole seconds (R8). */
  public Optional<Instant> serverTime() {
    return header("Date").flatMap(RemoteAnswer::httpDate);
  }

  /** When the remote welcomes the next request: {@code Retry-After} in seconds or as a date. */
  public Optional<Instant> retryAt() {
    return header("Retry-After").map(String::strip).flatMap(this::retryAt).map(this::within);
  }

  /** The remote's request or correlation id, from well-known headers or body fields. */
  public Optional<String> requestId() {
    return Stream.concat(
            REQUEST_ID_HEADERS.stream().map(this::header),
            REQUEST_ID_FIELDS.stream().map(name -> json().at(name).text()))
        .flatMap(Optional::stream)
        .filter(id -> !id.isBlank() && id.length() <= 128)
        .findFirst();
  }

  /** A detail with system, status and request id filled in. */
  public ErrorDetail.Builder detail(ErrorCode code) {
    ErrorDetail.Builder detail = ErrorDetail.of(code).system(system());
    if (status > 0) {
      detail.httpStatus(status);
    }
    requestId().ifPresent(detail::requestId);
    return detail;
  }

  boolean isHtml() {
    if (body.isBlank()) {
      return false;
    }
    String type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.isEmpty()) {
      return type.contains("text/html") || type.contains("application/xhtml");
    }
    String start = body.stripLeading().toLowerCase(Locale.ROOT);
    return start.startsWith("<!doctype html") || start.startsWith("<html");
  }

  @Override
  public String toString() {
    return request.system() + " " + request.operation() + " -> " + status;
  }

  private Optional<Instant> retryAt(String value) {
    if (!value.isEmpty() && value.length() <= 9 && value.chars().allMatch(Character::isDigit)) {
      return Optional.of(receivedAt.plusSeconds(Long.parseLong(value)));
    }
    // The date is the remote's clock; only its distance to the remote's own "now" can be trusted.
    return httpDate(value)
        .map(at -> receivedAt.plus(Duration.between(serverTime().orElse(receivedAt), at)));
  }

  private Instant within(Instant at) {
    Instant latest = receivedAt.plus(LONGEST_WAIT);
    return at.isBefore(receivedAt) ? receivedAt : at.isAfter(latest) ? latest : at;
  }

  /** A date as HTTP writes it; empty where it is none. */
  static Optional<Instant> httpDate(String value) {
    try {
      return Optional.of(
          ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
