package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.Price;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sage.sage100.Articles;
import dev.passerelle.sage.sage100.ChangeSource;
import dev.passerelle.sage.sage100.model.ArticleRow;
import dev.passerelle.sage.sage100.model.PriceRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Products: F_ARTICLE. The id is AR_Ref, normalised, and not cbMarq: it is the key by which all
 * other tables, the documents and people name an article, it cannot be changed in Sage, and the
 * reference that a CRM keeps stays readable ({@code NEGOCE971:CIM-CPJ-35}).
 */
final class ProductEntity implements SageEntity {
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private final Site site;
  private final FieldMap<ArticleRow> map;
  private final Set<Field<?>> selected;
  private final Articles.Extras extras;

  ProductEntity(Site site, Selection selection) {
    this.site = site;
    FreeColumns free =
        FreeColumns.of(
            Product.TYPE,
            site.settings().freeFields(Product.TYPE),
            selection,
            site.gateway().schema());
    this.map = map();
    free.addTo(map, ArticleRow::free);
    this.selected = Site.own(Product.TYPE, selection, map.fields(), StockEntity.FIELDS);
    boolean taxed =
        selected.contains(Product.TAX_CODE)
            || selected.contains(Product.VAT_RATE)
            || selected.contains(Product.PRICE);
    int category = taxed ? site.settings().taxCategory() : 0;
    this.extras =
        new Articles.Extras(
            selected.contains(Product.UNIT),
            category,
            selected.contains(Product.PRICES),
            free.names());
  }

  private FieldMap<ArticleRow> map() {
    return new FieldMap<ArticleRow>()
        .text(Product.SKU, ArticleRow::reference)
        .text(Product.NAME, ArticleRow::designation)
        .text(Product.BARCODE, ArticleRow::barcode)
        .text(Product.FAMILY, ArticleRow::family)
        .text(Product.UNIT, ArticleRow::unit)
        .with(Product.PRICE, ProductEntity::netPrice)
        .with(Product.PRICES, this::prices)
        .with(Product.TAX_CODE, ArticleRow::taxCode)
        .with(Product.VAT_RATE, ArticleRow::taxRate)
        .with(Product.STATE, row -> row.dormant() ? Customer.DORMANT : Customer.ACTIVE);
  }

  /** AR_PrixVen, without the tax where AR_PrixTTC says that it is included. */
  private static BigDecimal netPrice(ArticleRow row) {
    BigDecimal price = row.salePrice();
    if (!row.priceIncludesTax()) {
      return price;
    }
    BigDecimal factor = HUNDRED.add(row.rate().orElse(BigDecimal.ZERO));
    return price.multiply(HUNDRED).divide(factor, 6, RoundingMode.HALF_UP);
  }

  private Set<Price> prices(ArticleRow row) {
    String currency = site.settings().currency();
    Set<Price> prices = new LinkedHashSet<>();
    prices.add(new Price("", currency, BigDecimal.ZERO, row.priceIncludesTax(), row.salePrice()));
    for (PriceRow price : row.prices()) {
      String list = Integer.toString(price.category());
      prices.add(new Price(list, currency, price.from(), price.includesTax(), price.amount()));
    }
    return prices;
  }

  @Override
  public AdapterDescriptor.Builder describe() {
    List<String> tables = new ArrayList<>(sources().stream().map(ChangeSource::table).toList());
    AdapterDescriptor.Builder descriptor =
        Entities.descriptor(Product.TYPE, site.overlap())
            .findBy(Product.SKU)
            .shape(site.gateway().schema().fingerprint(tables));
    selected.forEach(field -> descriptor.field(FieldRule.of(field).readOnly()));
    return descriptor;
  }

  @Override
  public List<ChangeSource> sources() {
    return site.gateway().articles().changes(extras);
  }

  @Override
  public String digest() {
    return site.gateway().articles().settingsDigest(extras);
  }

  @Override
  public boolean dated() {
    return false;
  }

  @Override
  public List<RecordId> ids(Collection<String> keys) {
    return keys.stream().map(RecordId::of).toList();
  }

  @Override
  public Listing keys(long after, int limit) {
    return Entities.keys(site.gateway().articles().referencesAfter((int) after, limit), after);
  }

  @Override
  public Listing list(long after, int limit) {
    List<ArticleRow> rows = site.gateway().articles().after((int) after, limit, extras);
    return Entities.listing(rows, ArticleRow::marq, row -> Change.of(snapshot(row)), after);
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    return Entities.lookups(ids, snapshots(ids.stream().map(RecordId::value).toList()));
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    return snapshots(Entities.texts(values));
  }

  private List<Snapshot> snapshots(List<String> references) {
    return site.gateway().articles().byReference(references, extras).stream()
        .map(this::snapshot)
        .toList();
  }

  private Snapshot snapshot(ArticleRow row) {
    return Snapshot.builder(Product.TYPE, RecordId.of(row.reference()), map.read(row, selected))
        .life(row.dormant() ? Life.ARCHIVED : Life.LIVE)
        .modifiedAt(site.serverClock().instant(row.modified()))
        .build();
  }
}
