package dev.passerelle.core.error;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One field that a remote system, or a check before sending, refuses (L12).
 *
 * @param field name of the field, in the words of whoever refuses it; empty where it is not named
 * @param code the refuser's own code, or the name of an {@link ErrorCode}
 * @param message what it says, cleaned of credentials and addresses; never the refused value
 * @param actual the length or the number that was too much
 * @param limit what is allowed
 */
public record FieldError(
    String field,
    String code,
    @Nullable String message,
    @Nullable Long actual,
    @Nullable Long limit)
    implements Serializable {

  /** Cleans the message. */
  public FieldError {
    message = message == null ? null : Scrubber.scrub(message);
  }

  /** An error in the refuser's own words. */
  public static FieldError of(String field, String code, String message) {
    return new FieldError(field, code, message, null, null);
  }

  /** A text of {@code length} characters for a field that holds {@code limit}. */
  public static FieldError tooLong(String field, int length, int limit) {
    return new FieldError(
        field, ErrorCode.FIELD_TOO_LONG.name(), null, (long) length, (long) limit);
  }

  /** A text that the target's character set cannot hold. */
  public static FieldError notEncodable(String field, String charset) {
    return new FieldError(field, ErrorCode.NOT_ENCODABLE.name(), charset, null, null);
  }

  @Override
  public String toString() {
    String figures = limit == null ? "" : " " + actual + " > " + limit;
    return field + ": " + code + figures + (message == null ? "" : " (" + message + ")");
  }
}
