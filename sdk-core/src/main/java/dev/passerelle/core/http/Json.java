package dev.passerelle.core.http;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import java.io.IOException;
import retrofit2.Converter;
import retrofit2.converter.moshi.MoshiConverterFactory;

/**
 * JSON for business data: records, {@link JsonTree}, maps and lists; {@code BigDecimal} digit by
 * digit, {@code Instant} and {@code LocalDate} as ISO text. Unknown members are ignored; a record's
 * component that is null is left out when writing, a null inside a tree is written. Thread-safe.
 *
 * <p>The records must be public (one nested in an interface is). On the module path, their package
 * must be open to {@code com.squareup.moshi}.
 */
public final class Json {
  private final Moshi moshi;

  /** The one set of rules above; there is nothing to choose. */
  public Json() {
    moshi = JsonTypes.moshi();
  }

  /** The value as JSON text. */
  public String write(Object value) {
    @SuppressWarnings("unchecked")
    JsonAdapter<Object> adapter = (JsonAdapter<Object>) moshi.adapter(typeOf(value));
    return adapter.toJson(value);
  }

  /**
   * The text as a value of the given type.
   *
   * @throws DriftDetected where the text is not JSON or does not fit; names the place, not the
   *     value
   */
  public <T> T read(Class<T> type, String text) {
    try {
      T value = moshi.adapter(type).fromJson(text);
      if (value != null) {
        return value;
      }
      throw unreadable("null", type.getSimpleName());
    } catch (IOException | JsonDataException e) {
      throw unreadable(e.getClass().getSimpleName(), type.getSimpleName());
    }
  }

  /**
   * The text as a tree, at most 64 levels deep and of two million values.
   *
   * @throws DriftDetected where the text is not JSON or exceeds these bounds
   */
  public JsonTree tree(String text) {
    try {
      return JsonReading.strict(text);
    } catch (IOException | JsonDataException e) {
      throw unreadable(e.getClass().getSimpleName(), "tree");
    }
  }

  Converter.Factory converter() {
    return MoshiConverterFactory.create(moshi);
  }

  private static Class<?> typeOf(Object value) {
    return value instanceof java.util.Map || value instanceof Iterable
        ? Object.class
        : value.getClass();
  }

  private static DriftDetected unreadable(String problem, String type) {
    return new DriftDetected(
        ErrorDetail.of(ErrorCode.RESPONSE_UNREADABLE).cause(problem + " for " + type).build());
  }
}
