package dev.passerelle.core.adapter;

import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.Field;
import java.nio.charset.Charset;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a system does with a field: limits, character set, and the normal form in which it keeps
 * values, as a pure function (L12). Immutable.
 *
 * @param <T> the field's value type
 */
public final class FieldRule<T> {
  private final Field<T> field;
  private final boolean readOnly;
  private final boolean required;
  private final int maxLength;
  private final @Nullable Charset charset;
  private final UnaryOperator<T> normalForm;

  private FieldRule(
      Field<T> field,
      boolean readOnly,
      boolean required,
      int maxLength,
      @Nullable Charset charset,
      UnaryOperator<T> normalForm) {
    this.field = field;
    this.readOnly = readOnly;
    this.required = required;
    this.maxLength = maxLength;
    this.charset = charset;
    this.normalForm = Objects.requireNonNull(normalForm, "normalForm");
  }

  /** A writable field without limit that is kept as sent. */
  public static <T> FieldRule<T> of(Field<T> field) {
    return new FieldRule<>(field, false, false, Integer.MAX_VALUE, null, UnaryOperator.identity());
  }

  /** The field cannot be written. */
  public FieldRule<T> readOnly() {
    return new FieldRule<>(field, true, required, maxLength, charset, normalForm);
  }

  /** A create needs a value. */
  public FieldRule<T> required() {
    return new FieldRule<>(field, readOnly, true, maxLength, charset, normalForm);
  }

  /** Longest text, in characters. */
  public FieldRule<T> maxLength(int characters) {
    return new FieldRule<>(field, readOnly, required, characters, charset, normalForm);
  }

  /** The only characters that can be kept. */
  public FieldRule<T> charset(Charset only) {
    return new FieldRule<>(field, readOnly, required, maxLength, only, normalForm);
  }

  /** What the system makes of a value it takes. Total, idempotent, without I/O. */
  public FieldRule<T> normalForm(UnaryOperator<T> form) {
    return new FieldRule<>(field, readOnly, required, maxLength, charset, form);
  }

  /** The field. */
  public Field<T> field() {
    return field;
  }

  /** Whether it cannot be written. */
  public boolean isReadOnly() {
    return readOnly;
  }

  /** Whether a create needs it. */
  public boolean isRequired() {
    return required;
  }

  /** The value as the system will keep it. */
  public T normalized(T value) {
    return field.type().normalize(normalForm.apply(value));
  }

  /** Why the system cannot keep a value: too long, not encodable. Checked before sending (L12). */
  public Optional<FieldError> refuse(T value) {
    if (!(value instanceof String text)) {
      return Optional.empty();
    }
    int length = text.codePointCount(0, text.length());
    if (length > maxLength) {
      return Optional.of(FieldError.tooLong(field.name(), length, maxLength));
    }
    if (charset != null && !charset.newEncoder().canEncode(text)) {
      return Optional.of(FieldError.notEncodable(field.name(), charset.name()));
    }
    return Optional.empty();
  }

  /**
   * The rule in a few words, {@code text max=69 charset=windows-1252 required}: for messages, and
   * to see that it changed (L15, L34). A normal form is code and does not show.
   */
  public String inWords() {
    StringBuilder words = new StringBuilder(field.type().name());
    if (maxLength != Integer.MAX_VALUE) {
      words.append(" max=").append(maxLength);
    }
    if (charset != null) {
      words.append(" charset=").append(charset.name());
    }
    return words
        .append(required ? " required" : "")
        .append(readOnly ? " read-only" : "")
        .toString();
  }
}
