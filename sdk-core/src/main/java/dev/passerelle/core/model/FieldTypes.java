package dev.passerelle.core.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The built-in field types. */
final class FieldTypes {
  static final FieldType<String> TEXT = new TextType("text");
  static final FieldType<String> CODE = new TextType("code");

  static final FieldType<BigDecimal> DECIMAL =
      new FieldType<>("decimal") {
        @Override
        public Object toJson(BigDecimal value) {
          return normalize(value).toPlainString();
        }

        @Override
        public BigDecimal fromJson(Object json) {
          return new BigDecimal((String) json);
        }

        @Override
        public BigDecimal normalize(BigDecimal value) {
          return Json.strip(value);
        }
      };

  static final FieldType<Long> INTEGER =
      new SimpleType<>("integer", String::valueOf, Long::valueOf);
  static final FieldType<LocalDate> DATE =
      new SimpleType<>("date", LocalDate::toString, LocalDate::parse);

  static final FieldType<Instant> INSTANT =
      new FieldType<>("instant") {
        @Override
        public Object toJson(Instant value) {
          return normalize(value).toString();
        }

        @Override
        public Instant fromJson(Object json) {
          return Instant.parse((String) json);
        }

        @Override
        public Instant normalize(Instant value) {
          return value.truncatedTo(ChronoUnit.MILLIS);
        }
      };

  static final FieldType<Boolean> FLAG =
      new FieldType<>("flag") {
        @Override
        public Object toJson(Boolean value) {
          return value;
        }

        @Override
        public Boolean fromJson(Object json) {
          return (Boolean) json;
        }
      };

  static final FieldType<Money> MONEY =
      new FieldType<>("money") {
        @Override
        public Object toJson(Money value) {
          return List.of(Json.strip(value.amount()).toPlainString(), value.currency());
        }

        @Override
        public Money fromJson(Object json) {
          List<Object> parts = Json.list(json);
          return new Money(new BigDecimal((String) parts.get(0)), (String) parts.get(1));
        }

        @Override
        public Money normalize(Money value) {
          return new Money(Json.strip(value.amount()), value.currency());
        }
      };

  static final FieldType<PostalAddress> ADDRESS =
      new FieldType<>("address") {
        @Override
        public Object toJson(PostalAddress value) {
          return value.toMap();
        }

        @Override
        public PostalAddress fromJson(Object json) {
          return PostalAddress.fromMap(Json.map(json));
        }

        @Override
        public boolean blank(PostalAddress value) {
          return value.isBlank();
        }
      };

  static final FieldType<Ref> REF =
      new FieldType<>("ref") {
        @Override
        public Object toJson(Ref value) {
          return value.toJson();
        }

        @Override
        public Ref fromJson(Object json) {
          return Ref.fromJson(json);
        }

        @Override
        public Set<Ref> references(Ref value) {
          return Set.of(value);
        }

        @Override
        public @Nullable Ref translate(Ref value, Function<Ref, Optional<Ref>> to) {
          return to.apply(value).orElse(null);
        }
      };

  static final FieldType<Set<Ref>> REFS =
      new SetType<>("refs", Ref::toJson, Ref::fromJson, Comparator.comparing(Ref::toString)) {
        @Override
        public Set<Ref> references(Set<Ref> value) {
          return value;
        }

        @Override
        public Set<Ref> translate(Set<Ref> value, Function<Ref, Optional<Ref>> to) {
          return normalize(
              value.stream().flatMap(ref -> to.apply(ref).stream()).collect(Collectors.toSet()));
        }
      };

  static final FieldType<Set<String>> TEXTS =
      new SetType<String>(
          "texts", text -> text, String.class::cast, Comparator.<String>naturalOrder());
  static final FieldType<Set<TaxTotal>> TAXES =
      new SetType<>(
          "taxes", TaxTotal::toMap, json -> TaxTotal.fromMap(Json.map(json)), TaxTotal.ORDER);
  static final FieldType<Set<Price>> PRICES =
      new SetType<>("prices", Price::toMap, json -> Price.fromMap(Json.map(json)), Price.ORDER);

  static final FieldType<Map<String, BigDecimal>> QUANTITIES =
      new FieldType<>("quantities") {
        @Override
        public Object toJson(Map<String, BigDecimal> value) {
          Map<String, Object> json = new LinkedHashMap<>();
          normalize(value).forEach((key, amount) -> json.put(key, amount.toPlainString()));
          return json;
        }

        @Override
        public Map<String, BigDecimal> fromJson(Object json) {
          Map<String, BigDecimal> value = new TreeMap<>();
          Json.map(json).forEach((key, amount) -> value.put(key, new BigDecimal((String) amount)));
          return value;
        }

        @Override
        public Map<String, BigDecimal> normalize(Map<String, BigDecimal> value) {
          Map<String, BigDecimal> sorted = new TreeMap<>();
          value.forEach((key, amount) -> sorted.put(key, Json.strip(amount)));
          return sorted;
        }
      };

  static final FieldType<List<DocumentLine>> LINES =
      new FieldType<>("lines") {
        @Override
        public Object toJson(List<DocumentLine> value) {
          return value.stream().<Object>map(DocumentLine::toMap).toList();
        }

        @Override
        public List<DocumentLine> fromJson(Object json) {
          return Json.list(json).stream()
              .map(line -> DocumentLine.fromMap(Json.map(line)))
              .toList();
        }

        @Override
        public boolean blank(List<DocumentLine> value) {
          return value.isEmpty();
        }

        @Override
        public Set<Ref> references(List<DocumentLine> value) {
          return value.stream()
              .flatMap(line -> line.product().stream())
              .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        @Override
        public List<DocumentLine> translate(
            List<DocumentLine> value, Function<Ref, Optional<Ref>> to) {
          return value.stream()
              .map(line -> line.toBuilder().product(line.product().flatMap(to)).build())
              .toList();
        }
      };

  private FieldTypes() {}

  private static final class TextType extends FieldType<String> {
    TextType(String name) {
      super(name);
    }

    @Override
    public Object toJson(String value) {
      return value;
    }

    @Override
    public String fromJson(Object json) {
      return (String) json;
    }

    @Override
    public boolean blank(String value) {
      return value.isBlank();
    }
  }

  private static final class SimpleType<T> extends FieldType<T> {
    private final Function<T, String> print;
    private final Function<String, T> parse;

    SimpleType(String name, Function<T, String> print, Function<String, T> parse) {
      super(name);
      this.print = print;
      this.parse = parse;
    }

    @Override
    public Object toJson(T value) {
      return print.apply(value);
    }

    @Override
    public T fromJson(Object json) {
      return parse.apply((String) json);
    }
  }

  private static class SetType<E> extends FieldType<Set<E>> {
    private final Function<E, Object> write;
    private final Function<Object, E> read;
    private final Comparator<E> order;

    SetType(String name, Function<E, Object> write, Function<Object, E> read, Comparator<E> order) {
      super(name);
      this.write = write;
      this.read = read;
      this.order = order;
    }

    @Override
    public Object toJson(Set<E> value) {
      return value.stream().sorted(order).map(write).toList();
    }

    @Override
    public Set<E> fromJson(Object json) {
      return Json.list(json).stream()
          .map(read)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public Set<E> normalize(Set<E> value) {
      return value.stream().sorted(order).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public boolean blank(Set<E> value) {
      return value.isEmpty();
    }
  }
}
