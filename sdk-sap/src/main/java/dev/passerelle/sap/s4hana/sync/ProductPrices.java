package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataMetadata;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.core.model.Price;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.S4Service;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Price conditions of products, as they hold today: of everybody, and of a price list. Prices of
 * one customer are the simulation's business (fact sheet §2.2).
 */
final class ProductPrices implements Extras {
  private static final String ROWS = "+prices";
  private static final String VALIDITY = "A_SlsPrcgCndnRecdValidity";
  private static final String RECORDS = "A_SlsPrcgConditionRecord";
  private static final String RECORD = "to_SlsPrcgConditionRecord";
  private static final String SCALES = "to_SlsPrcgCndnRecordScale";
  private static final List<String> KEYS = List.of("ConditionRecord");
  private static final List<String> OF_SOMEBODY =
      List.of("Customer", "SoldToParty", "MaterialGroup");

  private final Site site;

  ProductPrices(Site site) {
    this.site = site;
  }

  Binding<BigDecimal> base() {
    return Binding.readOnly(
        Product.PRICE,
        Set.of("Product", ROWS),
        product ->
            prices(product).stream()
                .filter(price -> price.list().isEmpty())
                .filter(price -> price.minimumQuantity().signum() == 0)
                .map(Price::amount)
                .findFirst()
                .orElse(null));
  }

  Binding<Set<Price>> all() {
    return Binding.readOnly(
        Product.PRICES,
        Set.of("Product", ROWS),
        product -> {
          @Nullable Set<Price> prices = prices(product);
          return prices.isEmpty() ? null : prices;
        });
  }

  private Set<Price> prices(S4Record product) {
    Set<Price> prices = new LinkedHashSet<>();
    for (S4Record validity : product.rows(ROWS)) {
      validity.one(RECORD).ifPresent(record -> add(validity, record, prices));
    }
    return prices;
  }

  private void add(S4Record validity, S4Record record, Set<Price> into) {
    String list = validity.text(site.codes().priceCategory()).orElse("");
    BigDecimal per =
        record.decimal("ConditionQuantity").filter(n -> n.signum() > 0).orElse(BigDecimal.ONE);
    amount(record)
        .ifPresent(amount -> into.add(price(list, currency(record), BigDecimal.ZERO, amount, per)));
    for (S4Record scale : record.rows(SCALES)) {
      BigDecimal from = scale.amount("ConditionScaleQuantity");
      if (from.signum() > 0) {
        amount(scale)
            .ifPresent(amount -> into.add(price(list, currency(record), from, amount, per)));
      }
    }
  }

  private static Price price(
      String list, String currency, BigDecimal from, BigDecimal amount, BigDecimal per) {
    return new Price(list, currency, from, false, amount.divide(per, MathContext.DECIMAL64));
  }

  /** Newer releases have an amount of its own beside the value of either sort. */
  private static Optional<BigDecimal> amount(S4Record row) {
    return row.decimal("ConditionRateAmount")
        .filter(amount -> amount.signum() != 0)
        .or(() -> row.decimal("ConditionRateValue"));
  }

  private static String currency(S4Record record) {
    return record
        .text("ConditionCurrency")
        .or(() -> record.text("ConditionRateValueUnit"))
        .orElse("");
  }

  @Override
  public Set<S4HanaApi> services() {
    return Set.of(S4HanaApi.PRICE_CONDITION);
  }

  @Override
  public List<S4Record> onto(EntityMap map, List<S4Record> rows) {
    List<String> products = rows.stream().flatMap(row -> row.number("Product").stream()).toList();
    Map<String, List<S4Record>> prices = read(products);
    List<S4Record> priced = new ArrayList<>();
    for (S4Record row : rows) {
      String product = row.number("Product").orElse("");
      priced.add(Extras.with(row, ROWS, prices.getOrDefault(product, List.of())));
    }
    return priced;
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  /** Of all products in one call; where a part of them has more than a page, the rest follows. */
  private Map<String, List<S4Record>> read(List<String> products) {
    List<ODataFilter> filters = Questions.chunks(products).stream().map(this::today).toList();
    ODataQuery query = EntityMap.tree(paths());
    List<Questions.Question> questions =
        filters.stream()
            .map(filter -> new Questions.Question(VALIDITY, Pages.first(query, filter, KEYS)))
            .toList();
    List<S4Service.Page> pages =
        new Questions(site, S4HanaApi.PRICE_CONDITION, Lane.LISTS).pages(questions);
    Map<String, List<S4Record>> prices = new LinkedHashMap<>();
    for (int at = 0; at < pages.size(); at++) {
      Pages.rest(
          site,
          S4HanaApi.PRICE_CONDITION,
          VALIDITY,
          query,
          filters.get(at),
          KEYS,
          pages.get(at),
          row -> keep(row, prices));
    }
    return prices;
  }

  private ODataFilter today(List<String> products) {
    LocalDate today = site.today();
    return ODataFilter.all(
        List.of(
            ODataFilter.in("Material", products),
            ODataFilter.eq("ConditionType", site.codes().priceCondition()),
            ODataFilter.eq("SalesOrganization", site.codes().salesOrganization()),
            ODataFilter.le("ConditionValidityStartDate", today),
            ODataFilter.ge("ConditionValidityEndDate", today)));
  }

  private static void keep(S4Record row, Map<String, List<S4Record>> into) {
    boolean ofAll = OF_SOMEBODY.stream().noneMatch(name -> row.text(name).isPresent());
    boolean deleted = row.one(RECORD).map(it -> it.yes("ConditionIsDeleted")).orElse(true);
    if (ofAll && !deleted) {
      into.computeIfAbsent(row.number("Material").orElse(""), key -> new ArrayList<>()).add(row);
    }
  }

  /** What of it the release has. */
  private Set<String> paths() {
    Set<String> paths =
        new LinkedHashSet<>(List.of("ConditionRecord", "Material", site.codes().priceCategory()));
    paths.addAll(OF_SOMEBODY);
    for (String name :
        List.of(
            "ConditionRateValue",
            "ConditionRateValueUnit",
            "ConditionRateAmount",
            "ConditionCurrency",
            "ConditionQuantity",
            "ConditionIsDeleted")) {
      paths.add(RECORD + "/" + name);
    }
    for (String name :
        List.of("ConditionScaleQuantity", "ConditionRateValue", "ConditionRateAmount")) {
      paths.add(RECORD + "/" + SCALES + "/" + name);
    }
    ODataMetadata published = site.metadata(S4HanaApi.PRICE_CONDITION);
    paths.removeIf(path -> published.property(VALIDITY, path).isEmpty());
    return paths;
  }

  /** A condition that changes may give its materials another price. */
  Scan scan() {
    ODataQuery query =
        EntityMap.tree(
            Set.of("ConditionRecord", "LastChangeDateTime", "to_SlsPrcgCndnRecdValidity/Material"));
    return new Scan(
        S4HanaApi.PRICE_CONDITION,
        RECORDS,
        "ConditionRecord",
        Stamp.instant("LastChangeDateTime"),
        ODataFilter.eq("ConditionType", site.codes().priceCondition()),
        query,
        ProductPrices::hints);
  }

  private static List<Change> hints(List<S4Record> records) {
    return records.stream()
        .flatMap(record -> record.rows("to_SlsPrcgCndnRecdValidity").stream())
        .flatMap(row -> row.number("Material").stream())
        .distinct()
        .map(RecordId::of)
        .map(Change::of)
        .toList();
  }
}
