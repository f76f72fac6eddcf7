package dev.passerelle.core.http;

import com.squareup.moshi.JsonDataException;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Response;

/**
 * Executes the calls of one {@link ServiceFactory}'s services. Blocks; to stop it, interrupt the
 * thread: the flag stays set, a read is a {@code TransientFailure}, a write that was sent an {@code
 * OutcomeUnknown}. Every failure is a {@link PasserelleException}. Thread-safe.
 */
public final class Calls {
  private final Pipeline pipeline;
  private final @Nullable Lane lane;

  Calls(Pipeline pipeline, @Nullable Lane lane) {
    this.pipeline = pipeline;
    this.lane = lane;
  }

  /**
   * An answer with what its headers tell.
   *
   * @param body null where the remote sent none
   * @param status 200 to 299, or 304
   * @param serverTime the remote's clock; null where it does not tell (R8)
   * @param header the last value of a header, whatever the case of its name
   */
  public record Answer<T>(
      @Nullable T body,
      int status,
      @Nullable Instant serverTime,
      Function<String, Optional<String>> header) {}

  /** The same calls in another lane; without it reads are CHANGES and writes DOCUMENTS. */
  public Calls in(Lane other) {
    return new Calls(pipeline, other);
  }

  /** The body; an answer without one is an error. */
  public <T> T execute(Call<T> call) {
    Response<T> response = response(call);
    T body = response.body();
    if (body == null) {
      throw unreadable(call, response.raw().request(), "no body, status " + response.code());
    }
    return body;
  }

  /** For calls whose body does not matter. */
  public void run(Call<?> call) {
    response(call);
  }

  /** The body; empty where the remote has no such record (404, 410). */
  public <T> Optional<T> find(Call<T> call) {
    try {
      return Optional.of(execute(call));
    } catch (RefusedByRemote e) {
      int status = e.httpStatus().orElse(0);
      if (status == 404 || status == 410) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The body and what the headers tell. */
  public <T> Answer<T> answer(Call<T> call) {
    Response<T> response = response(call);
    return new Answer<>(
        response.body(),
        response.code(),
        serverTime(response.headers().get("Date")),
        name -> Optional.ofNullable(response.headers().get(name)));
  }

  private <T> Response<T> response(Call<T> call) {
    pipeline.enterLane(lane);
    try {
      return call.execute();
    } catch (IOException | JsonDataException e) {
      // Without the cause: a parser quotes what it could not read (F5).
      throw unreadable(call, call.request(), e.getClass().getSimpleName());
    } finally {
      pipeline.enterLane(null);
    }
  }

  private PasserelleException unreadable(Call<?> call, okhttp3.Request request, String why) {
    Outgoing out = pipeline.outgoing(request);
    ErrorDetail detail =
        ErrorDetail.of(ErrorCode.RESPONSE_UNREADABLE)
            .system(out.system())
            .figure("operation", out.operation())
            .cause(why)
            .build();
    return Failures.unusable(out, detail);
  }

  private static @Nullable Instant serverTime(@Nullable String date) {
    try {
      return date == null
          ? null
          : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
