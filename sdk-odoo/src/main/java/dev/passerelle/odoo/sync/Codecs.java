package dev.passerelle.odoo.sync;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Ref;
import dev.passerelle.odoo.model.FieldInfo;
import dev.passerelle.odoo.model.OdooRecord;
import dev.passerelle.odoo.model.OdooTimes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The codecs of the connector. */
final class Codecs {
  private Codecs() {}

  private static <T> Codec<T> of(
      BiFunction<OdooRecord, String, Optional<T>> read, Function<T, Object> write) {
    return new Codec<>() {
      @Override
      public Optional<T> read(OdooRecord record, String column) {
        return read.apply(record, column);
      }

      @Override
      public Object write(T value) {
        return write.apply(value);
      }
    };
  }

  static Codec<String> text() {
    return of(OdooRecord::text, text -> text);
  }

  /** A web address: Odoo puts a scheme before one that has none. */
  static Codec<String> address() {
    return new Codec<>() {
      @Override
      public Optional<String> read(OdooRecord record, String column) {
        return record.text(column);
      }

      @Override
      public Object write(String value) {
        return normalForm().apply(value);
      }

      @Override
      public UnaryOperator<String> normalForm() {
        return text -> text.isEmpty() || text.contains("://") ? text : "http://" + text;
      }
    };
  }

  static Codec<BigDecimal> decimal() {
    return of(OdooRecord::number, number -> number);
  }

  /** A price or quantity, rounded as the database does (fact sheet §11). */
  static Codec<BigDecimal> rounded(Optional<Integer> digits) {
    return new Codec<>() {
      @Override
      public Optional<BigDecimal> read(OdooRecord record, String column) {
        return record.number(column);
      }

      @Override
      public Object write(BigDecimal value) {
        return normalForm().apply(value);
      }

      @Override
      public UnaryOperator<BigDecimal> normalForm() {
        return value -> rounded(value, digits);
      }
    };
  }

  static BigDecimal rounded(BigDecimal value, Optional<Integer> digits) {
    return digits
        .filter(most -> value.scale() > most)
        .map(most -> value.setScale(most, RoundingMode.HALF_UP))
        .orElse(value);
  }

  /** Whether a record is in use: one that is put away sleeps. */
  static Codec<String> state() {
    return of(
        (record, column) -> Optional.of(record.flag(column) ? Customer.ACTIVE : Customer.DORMANT),
        Customer.ACTIVE::equals);
  }

  static Codec<Boolean> flag() {
    return of((record, column) -> Optional.of(record.flag(column)), flag -> flag);
  }

  static Codec<LocalDate> date() {
    return of(OdooRecord::date, LocalDate::toString);
  }

  /** The day on which an instant lies. */
  static Codec<LocalDate> dayOf(ZoneId zone) {
    return of(
        (record, column) -> record.instant(column).map(at -> at.atZone(zone).toLocalDate()),
        day -> OdooTimes.text(day.atStartOfDay(zone).toInstant()));
  }

  static Codec<Instant> instant() {
    return of(OdooRecord::instant, OdooTimes::text);
  }

  /** A link to a record without a code of its own: its id is the code. */
  static Codec<String> idOf(String field) {
    return of(
        (record, column) -> record.link(column).map(String::valueOf), text -> number(field, text));
  }

  /** A link to a record with a code. */
  static Codec<String> codeOf(Codes codes, String field) {
    return of(
        (record, column) -> record.link(column).map(codes::of),
        text ->
            codes
                .id(text)
                .orElseThrow(
                    () -> new BadValue(ErrorCode.UNKNOWN_CODE, field, "no record has this code")));
  }

  static Codec<Ref> ref(EntityType type, String field) {
    return of(
        (record, column) -> record.link(column).map(id -> Ref.to(type, Long.toString(id))),
        ref ->
            ref.id()
                .map(id -> number(field, id.value()))
                .orElseThrow(
                    () ->
                        new BadValue(
                            ErrorCode.REFERENCE_MISSING, field, "a reference by id is needed")));
  }

  static long number(String field, String text) {
    if (!text.matches("\\d{1,18}")) {
      throw new BadValue(ErrorCode.UNKNOWN_CODE, field, "the code is an id of the database");
    }
    return Long.parseLong(text);
  }

  /** The codec of an embedder's own field, by its type and what the database says of it. */
  @SuppressWarnings("unchecked") // A type's name tells its values' class.
  static <T> @Nullable Codec<T> byType(Field<T> field, FieldInfo info, ZoneId zone) {
    Codec<?> codec =
        switch (field.type().name()) {
          case "text" -> info.isLink() ? idOf(field.name()) : text();
          case "code" -> info.isLink() ? idOf(field.name()) : text();
          case "decimal" -> decimal();
          case "integer" ->
              of(
                  (record, column) -> record.number(column).map(BigDecimal::longValue),
                  (Long number) -> number);
          case "flag" -> flag();
          case "date" -> info.type().equals("datetime") ? dayOf(zone) : date();
          case "instant" -> instant();
          default -> null;
        };
    return (Codec<T>) codec;
  }
}
