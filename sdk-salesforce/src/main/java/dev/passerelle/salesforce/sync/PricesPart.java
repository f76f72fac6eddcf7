package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Price;
import dev.passerelle.core.model.Product;
import dev.passerelle.salesforce.RowOutcome;
import dev.passerelle.salesforce.SalesforceQueries;
import dev.passerelle.salesforce.Soql;
import dev.passerelle.salesforce.model.Row;
import dev.passerelle.salesforce.model.SalesforceIds;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The prices of products: entries of price books, of which the standard one holds the base price
 * and must have an entry before any other (fact sheet §2). A price list is a price book's id; the
 * base price has none. An entry is never deleted: documents use it; it is put out of use.
 */
final class PricesPart implements Part {
  private static final String ENTRY = "PricebookEntry";
  private static final String CURRENCY = "CurrencyIsoCode";
  private static final int SCALE = 2;

  private final Org org;
  private final Set<Field<?>> fields;
  private final boolean currencies;

  /**
   * For an org.
   *
   * @param fields the selected ones of price and prices
   */
  PricesPart(Org org, Set<Field<?>> fields) {
    this.org = org;
    this.fields = Set.copyOf(fields);
    this.currencies = org.object(ENTRY).filter(entry -> entry.has(CURRENCY)).isPresent();
  }

  /** What tells the entries of a product apart. */
  private record Key(String product, String book, String currency) {}

  @Override
  public Set<Field<?>> fields() {
    return fields;
  }

  @Override
  public List<FieldRule<?>> rules() {
    List<FieldRule<?>> rules = new ArrayList<>();
    if (fields.contains(Product.PRICE)) {
      rules.add(FieldRule.of(Product.PRICE).normalForm(PricesPart::rounded));
    }
    if (fields.contains(Product.PRICES)) {
      rules.add(FieldRule.of(Product.PRICES).normalForm(PricesPart::rounded));
    }
    return rules;
  }

  private static BigDecimal rounded(BigDecimal amount) {
    return amount.scale() <= SCALE ? amount : amount.setScale(SCALE, RoundingMode.HALF_UP);
  }

  private static Set<Price> rounded(Set<Price> prices) {
    Set<Price> kept = new LinkedHashSet<>();
    prices.forEach(
        price ->
            kept.add(
                new Price(
                    price.list(),
                    price.currency(),
                    price.minimumQuantity(),
                    price.taxIncluded(),
                    rounded(price.amount()))));
    return kept;
  }

  @Override
  public List<FieldError> refuse(Fields changed) {
    List<FieldError> errors = new ArrayList<>();
    for (Price price : changed.get(Product.PRICES).orElse(Set.of())) {
      boolean book = price.list().isEmpty() || SalesforceIds.isId(price.list());
      boolean plain = price.minimumQuantity().signum() == 0 && !price.taxIncluded();
      boolean currency = currencies || price.currency().equals(org.settings().currency());
      if (!book || !plain || !currency) {
        errors.add(
            FieldError.of(
                Product.PRICES.name(),
                "NOT_OFFERED",
                !book
                    ? "a price list is the id of a price book"
                    : plain ? "the org has one currency" : "no quantity breaks, no tax included"));
      }
    }
    return errors;
  }

  @Override
  public Map<String, Fields> read(Collection<SalesforceRecord> products) {
    Map<String, Set<Price>> pricesOf = new LinkedHashMap<>();
    products.forEach(product -> pricesOf.put(product.id(), new LinkedHashSet<>()));
    for (SalesforceRecord entry : entries(pricesOf.keySet())) {
      Key key = key(entry);
      Set<Price> prices = pricesOf.get(key.product());
      if (prices != null && entry.flag("IsActive").orElse(false)) {
        prices.add(price(key, entry.decimal("UnitPrice").orElse(BigDecimal.ZERO)));
      }
    }
    Map<String, Fields> found = new LinkedHashMap<>();
    pricesOf.forEach((id, prices) -> found.put(id, shown(prices)));
    return found;
  }

  private Fields shown(Set<Price> prices) {
    Fields.Builder into = Fields.builder();
    if (fields.contains(Product.PRICE)) {
      into.set(
          Product.PRICE,
          prices.stream()
              .filter(price -> price.list().isEmpty())
              .filter(price -> price.currency().equals(org.settings().currency()))
              .map(Price::amount)
              .findFirst()
              .orElse(null));
    }
    if (fields.contains(Product.PRICES)) {
      into.set(Product.PRICES, prices);
    }
    return into.build();
  }

  private Price price(Key key, BigDecimal amount) {
    String list = key.book().equals(org.standardBook()) ? "" : key.book();
    return new Price(list, key.currency(), BigDecimal.ZERO, false, amount);
  }

  private List<SalesforceRecord> entries(Collection<String> products) {
    List<String> columns =
        new ArrayList<>(List.of("Id", "Product2Id", "Pricebook2Id", "UnitPrice", "IsActive"));
    if (currencies) {
      columns.add(CURRENCY);
    }
    List<Soql> queries =
        SalesforceQueries.portions(products).stream()
            .map(some -> Soql.select(columns).from(ENTRY).where(Soql.in("Product2Id", some)))
            .toList();
    return queries.isEmpty() ? List.of() : org.client().query().rows(queries);
  }

  private Key key(SalesforceRecord entry) {
    return new Key(
        entry.text("Product2Id").map(SalesforceIds::of18).orElse(""),
        entry.text("Pricebook2Id").map(SalesforceIds::of18).orElse(""),
        entry.text(CURRENCY).orElseGet(org.settings()::currency));
  }

  @Override
  public List<Trail> trails() {
    return List.of(new Trail(ENTRY, "Product2Id"));
  }

  @Override
  public boolean writesRows() {
    return true;
  }

  @Override
  public void writeAfter(List<Work> works) {
    List<Work> concerned =
        works.stream()
            .filter(Work::goesOn)
            .filter(work -> fields.stream().anyMatch(work.changed()::has))
            .toList();
    if (concerned.isEmpty()) {
      return;
    }
    try {
      write(concerned);
    } catch (PasserelleException e) {
      concerned.forEach(work -> work.fail(e));
    }
  }

  /** Reads what is there first; standard prices go before the others. */
  private void write(List<Work> works) {
    Map<Key, SalesforceRecord> there = new HashMap<>();
    entries(works.stream().map(Work::id).toList()).forEach(entry -> there.put(key(entry), entry));
    Map<String, Work> byRow = new HashMap<>();
    List<Row> standard = new ArrayList<>();
    List<Row> others = new ArrayList<>();
    List<Row> changes = new ArrayList<>();
    for (Work work : works) {
      Map<Key, BigDecimal> wanted = wanted(work);
      wanted.forEach(
          (key, amount) -> {
            SalesforceRecord entry = there.get(key);
            List<Row> made = key.book().equals(org.standardBook()) ? standard : others;
            row(key, amount, entry == null ? Optional.empty() : Optional.of(entry))
                .ifPresent(row -> note(work, row, entry == null ? made : changes, byRow));
          });
      if (work.changed().has(Product.PRICES)) {
        there.forEach(
            (key, entry) -> {
              boolean gone = key.product().equals(work.id()) && !wanted.containsKey(key);
              if (gone && entry.flag("IsActive").orElse(false)) {
                note(work, outOfUse(entry), changes, byRow);
              }
            });
      } else if (work.changed().get(Product.PRICE).isEmpty()) {
        SalesforceRecord entry = there.get(base(work));
        if (entry != null) {
          note(work, outOfUse(entry), changes, byRow);
        }
      }
    }
    send(standard, rows -> judge(org.client().objects(ENTRY).create(rows), byRow));
    send(changes, rows -> judge(org.client().objects(ENTRY).update(rows), byRow));
    others.removeIf(row -> !goesOn(row, byRow));
    send(others, rows -> judge(org.client().objects(ENTRY).create(rows), byRow));
  }

  private static boolean goesOn(Row row, Map<String, Work> byRow) {
    Work work = byRow.get(row.key());
    return work != null && work.goesOn();
  }

  private static void note(Work work, Row row, List<Row> into, Map<String, Work> byRow) {
    into.add(row);
    byRow.put(row.key(), work);
  }

  private static void send(List<Row> rows, Consumer<List<Row>> call) {
    if (!rows.isEmpty()) {
      call.accept(rows);
    }
  }

  private Map<Key, BigDecimal> wanted(Work work) {
    Map<Key, BigDecimal> wanted = new LinkedHashMap<>();
    work.changed().get(Product.PRICE).ifPresent(amount -> wanted.put(base(work), amount));
    for (Price price : work.changed().get(Product.PRICES).orElse(Set.of())) {
      String book = price.list().isEmpty() ? org.standardBook() : SalesforceIds.of18(price.list());
      wanted.put(new Key(work.id(), book, price.currency()), price.amount());
    }
    return wanted;
  }

  private Key base(Work work) {
    return new Key(work.id(), org.standardBook(), org.settings().currency());
  }

  /** What makes the entry right; empty where it is. */
  private Optional<Row> row(Key key, BigDecimal amount, Optional<SalesforceRecord> there) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("UnitPrice", rounded(amount));
    values.put("IsActive", true);
    if (there.isPresent()) {
      SalesforceRecord entry = there.get();
      boolean same =
          entry.flag("IsActive").orElse(false)
              && entry
                  .decimal("UnitPrice")
                  .filter(price -> price.compareTo(rounded(amount)) == 0)
                  .isPresent();
      return same ? Optional.empty() : Optional.of(Row.update(entry.id(), entry.id(), values));
    }
    values.put("Product2Id", key.product());
    values.put("Pricebook2Id", key.book());
    if (currencies) {
      values.put(CURRENCY, key.currency());
    }
    return Optional.of(
        new Row(key.product() + key.book() + key.currency(), new LinkedHashMap<>(values)));
  }

  private static Row outOfUse(SalesforceRecord entry) {
    return Row.update(entry.id(), entry.id(), Map.of("IsActive", false));
  }

  private static void judge(List<RowOutcome> outcomes, Map<String, Work> byRow) {
    for (RowOutcome outcome : outcomes) {
      Work work = byRow.get(outcome.key());
      if (work != null) {
        work.judge(outcome);
        if (outcome instanceof RowOutcome.Done) {
          work.touched();
        }
      }
    }
  }
}
