package dev.passerelle.core.model;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of a quote, order, delivery or invoice. Lines are told apart by {@link #key()}, which
 * survives changes of the line; adapters diff lines by it. The remote line id travels along but is
 * outside equality. Immutable; amounts are exact.
 */
public final class DocumentLine {

  /** What a line is. */
  public enum Kind {
    /** A product or a service with a quantity. */
    ITEM,
    /** Text only: no quantity, no price. */
    COMMENT
  }

  private final String key;
  private final Kind kind;
  private final @Nullable Ref product;
  private final @Nullable String description;
  private final @Nullable BigDecimal quantity;
  private final @Nullable String unit;
  private final @Nullable BigDecimal unitPrice;
  private final @Nullable BigDecimal discountPercent;
  private final @Nullable String taxCode;
  private final @Nullable BigDecimal taxRate;
  private final @Nullable BigDecimal net;
  private final @Nullable BigDecimal gross;
  private final @Nullable BigDecimal delivered;
  private final @Nullable BigDecimal invoiced;
  private final @Nullable String remoteId;

  private DocumentLine(Builder from) {
    key = from.key;
    kind = from.kind;
    product = from.product;
    description = from.description;
    quantity = strip(from.quantity);
    unit = from.unit;
    unitPrice = strip(from.unitPrice);
    discountPercent = strip(from.discountPercent);
    taxCode = from.taxCode;
    taxRate = strip(from.taxRate);
    net = strip(from.net);
    gross = strip(from.gross);
    delivered = strip(from.delivered);
    invoiced = strip(from.invoiced);
    remoteId = from.remoteId;
  }

  private static @Nullable BigDecimal strip(@Nullable BigDecimal value) {
    return value == null ? null : Json.strip(value);
  }

  /** A line under construction; {@code key} is stable within the document. */
  public static Builder item(String key) {
    return new Builder(key, Kind.ITEM);
  }

  /** A text line. */
  public static DocumentLine comment(String key, String text) {
    return new Builder(key, Kind.COMMENT).description(text).build();
  }

  /** The stable key within the document. */
  public String key() {
    return key;
  }

  /** Item or comment. */
  public Kind kind() {
    return kind;
  }

  /** The product, by id or by SKU; empty on a free line. */
  public Optional<Ref> product() {
    return Optional.ofNullable(product);
  }

  /** The text of the line. */
  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  /** Quantity in sales units. */
  public Optional<BigDecimal> quantity() {
    return Optional.ofNullable(quantity);
  }

  /** The system's own unit code. */
  public Optional<String> unit() {
    return Optional.ofNullable(unit);
  }

  /** Net price per unit before discount. */
  public Optional<BigDecimal> unitPrice() {
    return Optional.ofNullable(unitPrice);
  }

  /** Discount in percent, 0 to 100. */
  public Optional<BigDecimal> discountPercent() {
    return Optional.ofNullable(discountPercent);
  }

  /** The system's own tax code. */
  public Optional<String> taxCode() {
    return Optional.ofNullable(taxCode);
  }

  /** Tax rate in percent. */
  public Optional<BigDecimal> taxRate() {
    return Optional.ofNullable(taxRate);
  }

  /** Net amount of the line after discount. */
  public Optional<BigDecimal> net() {
    return Optional.ofNullable(net);
  }

  /** Gross amount of the line. */
  public Optional<BigDecimal> gross() {
    return Optional.ofNullable(gross);
  }

  /** Quantity delivered so far. */
  public Optional<BigDecimal> delivered() {
    return Optional.ofNullable(delivered);
  }

  /** Quantity invoiced so far. */
  public Optional<BigDecimal> invoiced() {
    return Optional.ofNullable(invoiced);
  }

  /** The system's own id of the line; outside equality. */
  public Optional<String> remoteId() {
    return Optional.ofNullable(remoteId);
  }

  /** A builder seeded with this line. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = content();
    Json.put(map::put, "remoteId", remoteId);
    return map;
  }

  private Map<String, Object> content() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("key", key);
    map.put("kind", kind.name());
    Json.put(map::put, "product", product == null ? null : product.toJson());
    Json.put(map::put, "description", description);
    Json.put(map::put, "quantity", quantity);
    Json.put(map::put, "unit", unit);
    Json.put(map::put, "unitPrice", unitPrice);
    Json.put(map::put, "discount", discountPercent);
    Json.put(map::put, "taxCode", taxCode);
    Json.put(map::put, "taxRate", taxRate);
    Json.put(map::put, "net", net);
    Json.put(map::put, "gross", gross);
    Json.put(map::put, "delivered", delivered);
    Json.put(map::put, "invoiced", invoiced);
    return map;
  }

  static DocumentLine fromMap(Map<String, Object> map) {
    Builder line = new Builder(Json.need(map, "key"), Kind.valueOf(Json.need(map, "kind")));
    Object product = map.get("product");
    line.product = product == null ? null : Ref.fromJson(product);
    line.description = Json.text(map, "description");
    line.quantity = Json.decimal(map, "quantity");
    line.unit = Json.text(map, "unit");
    line.unitPrice = Json.decimal(map, "unitPrice");
    line.discountPercent = Json.decimal(map, "discount");
    line.taxCode = Json.text(map, "taxCode");
    line.taxRate = Json.decimal(map, "taxRate");
    line.net = Json.decimal(map, "net");
    line.gross = Json.decimal(map, "gross");
    line.delivered = Json.decimal(map, "delivered");
    line.invoiced = Json.decimal(map, "invoiced");
    line.remoteId = Json.text(map, "remoteId");
    return line.build();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DocumentLine that && content().equals(that.content());
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, kind, product, quantity, unitPrice);
  }

  @Override
  public String toString() {
    return "DocumentLine[" + key + "]";
  }

  /** Builds a {@link DocumentLine}. Not thread-safe. */
  public static final class Builder {
    private final String key;
    private final Kind kind;
    private @Nullable Ref product;
    private @Nullable String description;
    private @Nullable BigDecimal quantity;
    private @Nullable String unit;
    private @Nullable BigDecimal unitPrice;
    private @Nullable BigDecimal discountPercent;
    private @Nullable String taxCode;
    private @Nullable BigDecimal taxRate;
    private @Nullable BigDecimal net;
    private @Nullable BigDecimal gross;
    private @Nullable BigDecimal delivered;
    private @Nullable BigDecimal invoiced;
    private @Nullable String remoteId;

    private Builder(String key, Kind kind) {
      this.key = Objects.requireNonNull(key, "key");
      this.kind = kind;
    }

    private Builder(DocumentLine from) {
      this(from.key, from.kind);
      product = from.product;
      description = from.description;
      quantity = from.quantity;
      unit = from.unit;
      unitPrice = from.unitPrice;
      discountPercent = from.discountPercent;
      taxCode = from.taxCode;
      taxRate = from.taxRate;
      net = from.net;
      gross = from.gross;
      delivered = from.delivered;
      invoiced = from.invoiced;
      remoteId = from.remoteId;
    }

    /** The product. */
    public Builder product(Ref value) {
      product = value;
      return this;
    }

    /** The product, or none. */
    public Builder product(Optional<Ref> value) {
      product = value.orElse(null);
      return this;
    }

    /** The text. */
    public Builder description(String value) {
      description = value;
      return this;
    }

    /** Quantity in sales units. */
    public Builder quantity(BigDecimal value) {
      quantity = value;
      return this;
    }

    /** The unit code; null for none. */
    public Builder unit(@Nullable String value) {
      unit = value;
      return this;
    }

    /** Net price per unit before discount. */
    public Builder unitPrice(BigDecimal value) {
      unitPrice = value;
      return this;
    }

    /** Discount in percent. */
    public Builder discountPercent(BigDecimal value) {
      discountPercent = value;
      return this;
    }

    /** The tax code; null for none. */
    public Builder taxCode(@Nullable String value) {
      taxCode = value;
      return this;
    }

    /** Tax rate in percent; null for none. */
    public Builder taxRate(@Nullable BigDecimal value) {
      taxRate = value;
      return this;
    }

    /** Net amount. */
    public Builder net(BigDecimal value) {
      net = value;
      return this;
    }

    /** Gross amount; null for none. */
    public Builder gross(@Nullable BigDecimal value) {
      gross = value;
      return this;
    }

    /** Quantity delivered so far. */
    public Builder delivered(BigDecimal value) {
      delivered = value;
      return this;
    }

    /** Quantity invoiced so far. */
    public Builder invoiced(BigDecimal value) {
      invoiced = value;
      return this;
    }

    /** The system's own id of the line. */
    public Builder remoteId(String value) {
      remoteId = value;
      return this;
    }

    /** The line. */
    public DocumentLine build() {
      return new DocumentLine(this);
    }
  }
}
