package dev.passerelle.sap.businessone;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.sap.SapSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a client and of a connector for one company database. Immutable; holds no secret
 * itself, only suppliers. What the fact sheet leaves open is a setting here.
 */
public final class BusinessOneSettings extends SapSettings {
  /** How finely changes can be asked for. */
  public enum ChangeStamp {
    /** By {@code UpdateDate} and {@code UpdateTime}. */
    SECOND,
    /** By {@code UpdateDate} alone: for versions that refuse to filter the time. */
    DAY
  }

  private final Builder from;

  private BusinessOneSettings(Builder from) {
    super(from);
    this.from = from;
  }

  /**
   * A builder; every other setting has a default.
   *
   * @param baseUrl up to the version: {@code https://host:50000/b1s/}
   * @param companyDb the company database
   * @param user the user of the Service Layer
   * @param password asked for at each log-in
   */
  public static Builder builder(
      String baseUrl, String companyDb, String user, Supplier<String> password) {
    return new Builder(baseUrl, companyDb, user, password);
  }

  /** The company database. */
  public String companyDb() {
    return from.companyDb;
  }

  /** What tells this company from every other: the database and the server that it is on. */
  @Override
  public String identity() {
    HttpUrl url = HttpUrl.parse(baseUrl());
    return from.companyDb + "@" + (url == null ? baseUrl() : url.host());
  }

  String user() {
    return from.user;
  }

  String password() {
    return from.password.get();
  }

  Optional<Integer> language() {
    return Optional.ofNullable(from.language);
  }

  /** The user field that holds our reference, with its {@code U_}. */
  public String referenceField() {
    return from.referenceField;
  }

  /** The user field of a document's line that holds our key of it, with its {@code U_}. */
  public String lineField() {
    return from.lineField;
  }

  /** The properties that the embedder chose for fields of a type. */
  public Map<Field<?>, String> properties(EntityType type) {
    return Collections.unmodifiableMap(from.properties.getOrDefault(type, Map.of()));
  }

  /** The price list that {@code Product.PRICE} is read from. */
  public int priceList() {
    return from.priceList;
  }

  /** The numbering series of new customers; empty where the flow gives the code. */
  public Optional<Integer> customerSeries() {
    return Optional.ofNullable(from.customerSeries);
  }

  /** Names of the addresses that the connector adds. */
  public String addressName(boolean billing) {
    return billing ? from.billingName : from.shippingName;
  }

  /** The property of an address that holds its second line. */
  public String addressComplement() {
    return from.addressComplement;
  }

  /** How many days after its date an order is due, where the flow gives no other. */
  public int deliveryDays() {
    return from.deliveryDays;
  }

  /** How finely changes can be asked for. */
  public ChangeStamp changeStamp() {
    return from.changeStamp;
  }

  /** Builds {@link BusinessOneSettings}. Not thread-safe. */
  public static final class Builder extends SapSettings.Builder<Builder> {
    private final String companyDb;
    private final String user;
    private final Supplier<String> password;
    private final Map<EntityType, Map<Field<?>, String>> properties = new LinkedHashMap<>();
    private @Nullable Integer language;
    private String referenceField = "U_PasReference";
    private String lineField = "U_PasLine";
    private int priceList = 1;
    private @Nullable Integer customerSeries;
    private String billingName = "Bill to";
    private String shippingName = "Ship to";
    private String addressComplement = "Block";
    private int deliveryDays;
    private ChangeStamp changeStamp = ChangeStamp.SECOND;

    private Builder(String baseUrl, String companyDb, String user, Supplier<String> password) {
      super(baseUrl, Duration.ofMinutes(5));
      this.companyDb = companyDb;
      this.user = user;
      this.password = password;
    }

    /** The vendor's number of the language of messages; default the user's. */
    public Builder language(int code) {
      language = code;
      return this;
    }

    /** The user field that holds our reference; default {@code U_PasReference}. */
    public Builder referenceField(String name) {
      referenceField = userField(name);
      return this;
    }

    /** The user field of document lines that holds our key; default {@code U_PasLine}. */
    public Builder lineField(String name) {
      lineField = userField(name);
      return this;
    }

    /**
     * The property of a field: replaces the default or adds a field of the embedder's own.
     *
     * @param type the entity type
     * @param field a canonical or custom field of type text, code, decimal, date or flag
     * @param property a property of the set, or a user field with its {@code U_}
     */
    public Builder property(EntityType type, Field<?> field, String property) {
      if (!property.matches("[A-Za-z]\\w{0,60}")) {
        throw new IllegalArgumentException("'" + property + "' is no property name");
      }
      properties.computeIfAbsent(type, key -> new LinkedHashMap<>()).put(field, property);
      return this;
    }

    /** The price list of {@code Product.PRICE}; default 1. */
    public Builder priceList(int number) {
      priceList = number;
      return this;
    }

    /** The numbering series of new customers; default none: the flow gives the code. */
    public Builder customerSeries(int series) {
      customerSeries = series;
      return this;
    }

    /** Names of addresses that are added; defaults {@code Bill to} and {@code Ship to}. */
    public Builder addressNames(String billing, String shipping) {
      billingName = billing;
      shippingName = shipping;
      return this;
    }

    /** The property of an address's second line; default {@code Block}. */
    public Builder addressComplement(String property) {
      addressComplement = property;
      return this;
    }

    /** Days from an order's date to its delivery date, 0 or more; default 0. */
    public Builder deliveryDays(int days) {
      deliveryDays = days;
      return this;
    }

    /** How finely changes can be asked for; default {@link ChangeStamp#SECOND}. */
    public Builder changeStamp(ChangeStamp stamp) {
      changeStamp = stamp;
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    /** The settings. */
    public BusinessOneSettings build() {
      return new BusinessOneSettings(this);
    }

    private static String userField(String name) {
      if (!name.matches("U_\\w{1,48}")) {
        throw new IllegalArgumentException("'" + name + "' is no user field: U_Name");
      }
      return name;
    }
  }
}
