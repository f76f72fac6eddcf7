package dev.passerelle.core.internal.ledger;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The one codec of stored payloads: JSON trees of texts, flags, lists and maps, with a format
 * version. The seam for encryption.
 */
public final class Payload {
  private static final String VERSION = "v";

  private Payload() {}

  /** The text of a map. */
  public static String write(Map<String, ? extends @Nullable Object> map) {
    Map<String, @Nullable Object> versioned = new LinkedHashMap<>();
    versioned.put(VERSION, "1");
    versioned.putAll(map);
    return json(versioned);
  }

  /** Plain JSON, without a format version. */
  public static String json(Object tree) {
    Buffer text = new Buffer();
    try (JsonWriter writer = JsonWriter.of(text)) {
      writer.setSerializeNulls(true);
      writer.jsonValue(tree);
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory", e);
    }
    return text.readUtf8();
  }

  /** The map of a text. */
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> read(String text) {
    if (tree(text) instanceof Map<?, ?> map && "1".equals(map.get(VERSION))) {
      return (Map<String, @Nullable Object>) map;
    }
    throw new IllegalStateException("stored payload has an unknown format");
  }

  private static @Nullable Object tree(String text) {
    try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text))) {
      Object tree = reader.readJsonValue();
      if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
        throw new JsonDataException("something follows");
      }
      return tree;
    } catch (IOException e) {
      throw new UncheckedIOException("stored payload is not JSON", e);
    }
  }

  /** A nested map; empty when absent. */
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> map(Map<String, @Nullable Object> from, String key) {
    return from.get(key) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }

  /** A nested list; empty when absent. */
  @SuppressWarnings("unchecked")
  public static List<Object> list(Map<String, @Nullable Object> from, String key) {
    return from.get(key) instanceof List<?> list ? (List<Object>) list : List.of();
  }

  /** A text; null when absent. */
  public static @Nullable String text(Map<String, @Nullable Object> from, String key) {
    return (String) from.get(key);
  }

  /** A short digest of a text: 128 bits, URL-safe. */
  public static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(java.util.Arrays.copyOf(hash, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The digest of a map, independent of the order of its keys. */
  public static String digest(Map<String, ? extends @Nullable Object> map) {
    return digest(json(new java.util.TreeMap<>(map)));
  }
}
