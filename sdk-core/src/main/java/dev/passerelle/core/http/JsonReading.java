package dev.passerelle.core.http;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okio.Buffer;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Trees from text and back, bounded in depth, in number of values and in the size of numbers. */
final class JsonReading {
  static final int MAX_DEPTH = 64;
  static final int MAX_VALUES = 2_000_000;

  /** No business figure is longer; a hostile {@code 1e999999999} would fill the memory. */
  private static final int MAX_DIGITS = 400;

  private final JsonReader reader;
  private int values;

  private JsonReading(JsonReader reader) {
    this.reader = reader;
  }

  static JsonTree strict(String text) throws IOException {
    JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text));
    JsonTree tree = next(reader);
    if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
      throw new JsonDataException("text after the end");
    }
    return tree;
  }

  static JsonTree lenient(String text) {
    try {
      return text.isBlank() ? JsonTree.missing() : strict(text);
    } catch (IOException | JsonDataException | NumberFormatException e) {
      return JsonTree.missing();
    }
  }

  static JsonTree next(JsonReader reader) throws IOException {
    return JsonTree.trusted(new JsonReading(reader).value(0));
  }

  static Optional<BigDecimal> decimal(String text) {
    if (text.isEmpty() || text.length() > MAX_DIGITS) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.scale()) > MAX_DIGITS ? Optional.empty() : Optional.of(number);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static BigDecimal nextDecimal(JsonReader reader) throws IOException {
    String text = reader.nextString();
    return decimal(text)
        .orElseThrow(() -> new JsonDataException("not a number at " + reader.getPath()));
  }

  private @Nullable Object value(int depth) throws IOException {
    if (depth > MAX_DEPTH || ++values > MAX_VALUES) {
      throw new JsonDataException("too deep or too large at " + reader.getPath());
    }
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(depth);
      case BEGIN_ARRAY -> array(depth);
      case STRING -> reader.nextString();
      case NUMBER -> nextDecimal(reader);
      case BOOLEAN -> reader.nextBoolean();
      case NULL -> reader.nextNull();
      default -> throw new JsonDataException("no value at " + reader.getPath());
    };
  }

  private Map<String, @Nullable Object> object(int depth) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      map.put(reader.nextName(), value(depth + 1));
    }
    reader.endObject();
    return java.util.Collections.unmodifiableMap(map);
  }

  private List<@Nullable Object> array(int depth) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      list.add(value(depth + 1));
    }
    reader.endArray();
    return java.util.Collections.unmodifiableList(list);
  }

  static void write(JsonWriter writer, @Nullable Object plain) throws IOException {
    boolean nulls = writer.getSerializeNulls();
    writer.setSerializeNulls(true);
    writePlain(writer, plain);
    writer.setSerializeNulls(nulls);
  }

  /** In full and as it is: {@code 1000.00}, never {@code 1E+3}. */
  static void writeDecimal(JsonWriter writer, BigDecimal number) throws IOException {
    try (BufferedSink sink = writer.valueSink()) {
      sink.writeUtf8(number.toPlainString());
    }
  }

  private static void writePlain(JsonWriter writer, @Nullable Object plain) throws IOException {
    if (plain == null) {
      writer.nullValue();
    } else if (plain instanceof Map<?, ?> map) {
      writer.beginObject();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        writer.name((String) member.getKey());
        writePlain(writer, member.getValue());
      }
      writer.endObject();
    } else if (plain instanceof List<?> list) {
      writer.beginArray();
      for (Object item : list) {
        writePlain(writer, item);
      }
      writer.endArray();
    } else if (plain instanceof BigDecimal number) {
      writeDecimal(writer, number);
    } else if (plain instanceof Boolean bool) {
      writer.value(bool);
    } else {
      writer.value((String) plain);
    }
  }
}
