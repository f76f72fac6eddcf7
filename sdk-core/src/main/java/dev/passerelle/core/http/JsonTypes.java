package dev.passerelle.core.http;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The value types that business APIs share, exact in both directions. */
final class JsonTypes {
  private JsonTypes() {}

  static Moshi moshi() {
    return new Moshi.Builder()
        .add(BigDecimal.class, new Decimals().nullSafe())
        .add(JsonTree.class, new Trees())
        .add(Object.class, new PlainObjects())
        .add(Instant.class, new Texts<>(JsonTypes::instant, Instant::toString).nullSafe())
        .add(LocalDate.class, new Texts<>(JsonTypes::date, LocalDate::toString).nullSafe())
        .build();
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  /** A date; a midnight written as a date-time counts, since only its day is meant. */
  private static LocalDate date(String text) {
    return text.length() > 10 && text.startsWith("T00:00:00", 10)
        ? LocalDate.parse(text.substring(0, 10))
        : LocalDate.parse(text);
  }

  /** Some vendors write money as a string: both are read, a number is written. */
  private static final class Decimals extends JsonAdapter<BigDecimal> {
    @Override
    public BigDecimal fromJson(JsonReader reader) throws IOException {
      return JsonReading.nextDecimal(reader);
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable BigDecimal value) throws IOException {
      if (value == null) {
        writer.nullValue();
      } else {
        JsonReading.writeDecimal(writer, value);
      }
    }
  }

  private static final class Trees extends JsonAdapter<JsonTree> {
    @Override
    public JsonTree fromJson(JsonReader reader) throws IOException {
      return JsonReading.next(reader);
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable JsonTree value) throws IOException {
      JsonReading.write(writer, value == null ? null : value.plain());
    }
  }

  /** For values of maps and lists: the library's own would read numbers as double. */
  private static final class PlainObjects extends JsonAdapter<Object> {
    @Override
    public @Nullable Object fromJson(JsonReader reader) throws IOException {
      return JsonReading.next(reader).plain();
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable Object value) throws IOException {
      JsonReading.write(writer, JsonTree.of(value).plain());
    }
  }

  private static final class Texts<T> extends JsonAdapter<T> {
    private final Function<String, T> parse;
    private final Function<T, String> print;

    Texts(Function<String, T> parse, Function<T, String> print) {
      this.parse = parse;
      this.print = print;
    }

    @Override
    public T fromJson(JsonReader reader) throws IOException {
      String text = reader.nextString();
      try {
        return parse.apply(text);
      } catch (DateTimeException e) {
        // Without the value: it may be personal.
        throw new JsonDataException("not a date or time at " + reader.getPath());
      }
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable T value) throws IOException {
      writer.value(value == null ? null : print.apply(value));
    }
  }
}
