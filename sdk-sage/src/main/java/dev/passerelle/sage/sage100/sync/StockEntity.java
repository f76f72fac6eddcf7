package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.sage.sage100.Articles;
import dev.passerelle.sage.sage100.ChangeSource;
import dev.passerelle.sage.sage100.model.ArticleRow;
import dev.passerelle.sage.sage100.model.StockRow;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stock: a facet of the product with a feed of its own; the id is the product's. A product without
 * a row in F_ARTSTOCK has no figure. Warehouses go by DE_No.
 */
final class StockEntity implements SageEntity {
  static final Set<Field<?>> FIELDS =
      Set.of(StockLevel.AVAILABLE, StockLevel.ON_HAND, StockLevel.RESERVED, StockLevel.ON_ORDER);

  private final Site site;
  private final FieldMap<List<StockRow>> map;
  private final Set<Field<?>> selected;

  StockEntity(Site site, Selection selection) {
    this.site = site;
    this.selected = Site.own(StockLevel.TYPE, selection, FIELDS, Set.of());
    this.map =
        new FieldMap<List<StockRow>>()
            .with(StockLevel.AVAILABLE, this::available)
            .with(StockLevel.ON_HAND, rows -> byWarehouse(rows, StockRow::onHand))
            .with(StockLevel.RESERVED, rows -> byWarehouse(rows, StockRow::reserved))
            .with(StockLevel.ON_ORDER, rows -> byWarehouse(rows, StockRow::ordered));
  }

  private @Nullable BigDecimal available(List<StockRow> rows) {
    return rows.stream().map(site.settings().stock()::of).reduce(BigDecimal::add).orElse(null);
  }

  private static @Nullable Map<String, BigDecimal> byWarehouse(
      List<StockRow> rows, Function<StockRow, BigDecimal> quantity) {
    Map<String, BigDecimal> quantities = new TreeMap<>();
    rows.forEach(row -> quantities.put(Integer.toString(row.depot()), quantity.apply(row)));
    return quantities.isEmpty() ? null : quantities;
  }

  @Override
  public AdapterDescriptor.Builder describe() {
    AdapterDescriptor.Builder descriptor =
        Entities.descriptor(StockLevel.TYPE, site.overlap())
            .rescan(site.settings().rescan())
            .shape(site.gateway().schema().fingerprint(List.of("F_ARTSTOCK", "F_ARTICLE")));
    selected.forEach(field -> descriptor.field(FieldRule.of(field).readOnly()));
    return descriptor;
  }

  @Override
  public List<ChangeSource> sources() {
    return site.gateway().stocks().changes();
  }

  @Override
  public String digest() {
    return site.settings().stock().name();
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
    List<ArticleRow> rows =
        site.gateway().articles().after((int) after, limit, Articles.Extras.NONE);
    Map<String, List<StockRow>> stock = stock(rows);
    return Entities.listing(rows, ArticleRow::marq, row -> Change.of(snapshot(row, stock)), after);
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    List<String> references = ids.stream().map(RecordId::value).toList();
    List<ArticleRow> articles =
        site.gateway().articles().byReference(references, Articles.Extras.NONE);
    Map<String, List<StockRow>> stock = stock(articles);
    return Entities.lookups(
        ids, articles.stream().map(article -> snapshot(article, stock)).toList());
  }

  private Map<String, List<StockRow>> stock(List<ArticleRow> articles) {
    List<String> kept =
        articles.stream().filter(ArticleRow::stockKept).map(ArticleRow::reference).toList();
    return site.gateway().stocks().byReference(kept).stream()
        .collect(Collectors.groupingBy(StockRow::reference));
  }

  private Snapshot snapshot(ArticleRow article, Map<String, List<StockRow>> stock) {
    List<StockRow> rows = stock.getOrDefault(article.reference(), List.of());
    RecordId id = RecordId.of(article.reference());
    return Snapshot.of(StockLevel.TYPE, id, map.read(rows, selected));
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    return List.of();
  }
}
