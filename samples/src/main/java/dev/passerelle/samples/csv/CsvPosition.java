package dev.passerelle.samples.csv;

import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.model.RecordId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a file was when reading began, and the record after which to go on.
 *
 * @param digest of the whole file, before the first page
 * @param after the last id shown; "" before the first page
 */
record CsvPosition(String digest, String after) {
  private static final Pattern FORM = Pattern.compile("([0-9a-f]{64})(?:/(.*))?", Pattern.DOTALL);

  /** The position of somebody who knows this text. */
  static CsvPosition of(String text) {
    return new CsvPosition(digest(text), "");
  }

  /** Empty for a text that this class did not write. */
  static Optional<CsvPosition> parse(Position position) {
    Matcher matcher = FORM.matcher(position.value());
    return matcher.matches()
        ? Optional.of(
            new CsvPosition(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2)))
        : Optional.empty();
  }

  /** After the last page: changes since before the first one. */
  Position start() {
    return new Position(digest);
  }

  /** After a page that is not the last. */
  Position after(RecordId last) {
    return new Position(digest + "/" + last.value());
  }

  /** SHA-256 in hexadecimal. */
  static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
