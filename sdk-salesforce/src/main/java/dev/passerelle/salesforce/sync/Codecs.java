package dev.passerelle.salesforce.sync;

import dev.passerelle.core.http.Json;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.FieldType;
import dev.passerelle.core.model.Ref;
import dev.passerelle.salesforce.model.FieldDescription;
import dev.passerelle.salesforce.model.SalesforceIds;
import dev.passerelle.salesforce.model.SalesforceRecord;
import dev.passerelle.salesforce.model.SalesforceTimes;
import dev.passerelle.salesforce.sync.Wanted.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Chooses the codec of a field by its type and by the column that holds it. */
final class Codecs {
  private static final int AMOUNT_SCALE = 2;
  private static final int NUMBER_SCALE = 6;

  private Codecs() {}

  /**
   * The codec of a field.
   *
   * @param column the column as the org has it; null where it has none
   * @param target the entity that a reference leads to; null for other fields
   */
  @SuppressWarnings("unchecked") // A type's name tells its values' class.
  static <T> Codec<T> of(
      Field<T> field, @Nullable FieldDescription column, @Nullable EntityType target) {
    FieldType<T> type = field.type();
    Codec<?> codec =
        switch (type.name()) {
          case "text", "code" -> text(field, column);
          case "decimal" -> decimal(field, column);
          case "integer" -> Codec.of(Kind.INTEGER, Codecs::integer, (Long n) -> n);
          case "flag" -> Codec.of(Kind.FLAG, SalesforceRecord::flag, (Boolean b) -> b);
          case "date" -> Codec.of(Kind.DATE, SalesforceRecord::date, Object::toString);
          case "instant" -> instant();
          case "texts" -> texts();
          case "ref" -> target == null ? json(type) : ref(target);
          default -> json(type);
        };
    return (Codec<T>) codec;
  }

  /** Salesforce trims what it keeps, and keeps addresses of mail in lower case (§9). */
  private static Codec<String> text(Field<?> field, @Nullable FieldDescription column) {
    boolean email = column == null ? field.name().equals("email") : column.type().equals("email");
    Codec<String> plain =
        Codec.of(email ? Kind.EMAIL : Kind.TEXT, SalesforceRecord::text, text -> text);
    return plain.normalForm(email ? text -> text.strip().toLowerCase(Locale.ROOT) : String::strip);
  }

  private static Codec<BigDecimal> decimal(Field<?> field, @Nullable FieldDescription column) {
    boolean amount = Catalogue.isAmount(field);
    int scale = column != null ? column.scale() : amount ? AMOUNT_SCALE : NUMBER_SCALE;
    return Codec.of(
            amount ? Kind.AMOUNT : Kind.NUMBER, SalesforceRecord::decimal, (BigDecimal n) -> n)
        .normalForm(value -> value.scale() <= scale ? value : rounded(value, scale));
  }

  private static BigDecimal rounded(BigDecimal value, int scale) {
    return value.setScale(scale, RoundingMode.HALF_UP);
  }

  /** Whole numbers may come as {@code 12.0} (§10). */
  private static Optional<Long> integer(SalesforceRecord record, String column) {
    return record.decimal(column).map(BigDecimal::longValueExact);
  }

  /** Date-times are kept to the second. */
  private static Codec<Instant> instant() {
    return Codec.of(Kind.INSTANT, SalesforceRecord::instant, SalesforceTimes::text)
        .normalForm(value -> value.truncatedTo(ChronoUnit.SECONDS));
  }

  private static Codec<Ref> ref(EntityType target) {
    Kind kind =
        target.equals(Customer.TYPE)
            ? Kind.ACCOUNT
            : target.equals(Contact.TYPE) ? Kind.CONTACT : Kind.TEXT;
    return Codec.of(
            kind,
            (record, column) ->
                record.text(column).map(id -> Ref.to(target, SalesforceIds.of18(id))),
            (Ref ref) -> ref.value())
        .normalForm(
            ref -> ref.id().isPresent() ? Ref.to(target, SalesforceIds.of18(ref.value())) : ref);
  }

  /** The day of an instant, in the org's zone. */
  @SuppressWarnings("unchecked") // The caller looked at the field's type.
  static <T> Codec<T> day(Field<T> field, ZoneId zone) {
    Codec<LocalDate> codec =
        Codec.of(
            Kind.INSTANT,
            (record, column) ->
                record.instant(column).map(instant -> instant.atZone(zone).toLocalDate()),
            date -> SalesforceTimes.text(date.atStartOfDay(zone).toInstant()));
    return (Codec<T>) codec;
  }

  private static Codec<Set<String>> texts() {
    return Codec.of(
        Kind.LONG_TEXT,
        (record, column) -> record.text(column).map(text -> new TreeSet<>(Set.of(text.split(";")))),
        values -> String.join(";", new TreeSet<>(values)));
  }

  /** Values that Salesforce has no type for are kept as JSON in a long text. */
  private static <T> Codec<T> json(FieldType<T> type) {
    Json json = new Json();
    return Codec.of(
        Kind.LONG_TEXT,
        (record, column) -> record.text(column).map(text -> type.fromJson(plain(json.tree(text)))),
        value -> json.write(JsonTree.of(type.toJson(type.normalize(value)))));
  }

  private static Object plain(JsonTree tree) {
    Optional<String> text = tree.text();
    if (text.isPresent()) {
      return text.get();
    }
    if (!tree.fields().isEmpty()) {
      Map<String, Object> map = new LinkedHashMap<>();
      tree.fields().forEach((name, value) -> map.put(name, plain(value)));
      return map;
    }
    return tree.items().stream().map(Codecs::plain).toList();
  }
}
