package dev.passerelle.hubspot.sync;

import dev.passerelle.core.http.Json;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.FieldType;
import dev.passerelle.hubspot.model.HubSpotTimes;
import dev.passerelle.hubspot.model.Property;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Chooses the codec of a field by its type and by the property that holds it. */
final class Codecs {
  private static final Set<String> LOWER_CASE = Set.of("contacts.email", "companies.domain");

  private Codecs() {}

  /**
   * The codec of a field.
   *
   * @param place object type and property, {@code contacts.email}
   * @param definition the property as the account has it; null when it has none
   * @param zone the account's zone, for dates in date-time properties
   */
  @SuppressWarnings("unchecked") // A type's name tells its values' class.
  static <T> Codec<T> of(
      Field<T> field, String place, @Nullable Property definition, ZoneId zone, boolean amount) {
    FieldType<T> type = field.type();
    Codec<?> codec =
        switch (type.name()) {
          case "text", "code" -> text(place);
          case "decimal" -> amount ? amount() : decimal();
          case "integer" -> Codec.of("number", "number", Codecs::integer, String::valueOf);
          case "flag" ->
              Codec.of("bool", "booleancheckbox", Boolean::valueOf, (Boolean b) -> b.toString());
          case "date" -> isDateTime(definition) ? dateIn(zone) : date();
          case "instant" ->
              Codec.of("datetime", "date", HubSpotTimes::instant, (Instant i) -> millis(i));
          case "texts" -> texts();
          default -> json(type);
        };
    return (Codec<T>) codec;
  }

  private static boolean isDateTime(@Nullable Property definition) {
    return definition != null && definition.type().equals("datetime");
  }

  private static Codec<String> text(String place) {
    Codec<String> plain = Codec.of("string", "text", text -> text, text -> text);
    return LOWER_CASE.contains(place)
        ? plain.normalForm(text -> text.toLowerCase(Locale.ROOT))
        : plain;
  }

  private static Codec<BigDecimal> decimal() {
    return Codec.of("number", "number", BigDecimal::new, BigDecimal::toPlainString);
  }

  /** Money reads best with its cents: at least two decimals. */
  private static Codec<BigDecimal> amount() {
    return Codec.of("number", "number", BigDecimal::new, Codecs::cents);
  }

  private static String cents(BigDecimal value) {
    return (value.scale() < 2 ? value.setScale(2) : value).toPlainString();
  }

  private static Long integer(String text) {
    return new BigDecimal(text).longValueExact();
  }

  private static String millis(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }

  /** A date property is midnight in UTC, whatever the account's zone (fact sheet §9). */
  private static Codec<LocalDate> date() {
    return Codec.of(
        "date",
        "date",
        text -> HubSpotTimes.instant(text).atZone(ZoneOffset.UTC).toLocalDate(),
        LocalDate::toString);
  }

  private static Codec<LocalDate> dateIn(ZoneId zone) {
    return Codec.of(
        "datetime",
        "date",
        text -> HubSpotTimes.instant(text).atZone(zone).toLocalDate(),
        date -> millis(date.atStartOfDay(zone).toInstant()));
  }

  private static Codec<Set<String>> texts() {
    return Codec.of(
        "string",
        "text",
        text -> new TreeSet<>(Set.of(text.split(";"))),
        values -> String.join(";", new TreeSet<>(values)));
  }

  /** Values that HubSpot has no type for are kept as JSON in a text property. */
  private static <T> Codec<T> json(FieldType<T> type) {
    Json json = new Json();
    return Codec.of(
        "string",
        "textarea",
        text -> type.fromJson(plain(json.tree(text))),
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
