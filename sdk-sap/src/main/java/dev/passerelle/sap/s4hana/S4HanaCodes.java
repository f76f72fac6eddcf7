package dev.passerelle.sap.s4hana;

import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a company has customized: organisation, document types, roles, conditions, tax types. The
 * defaults are the codes that a fresh system has; each differs from company to company (fact sheet,
 * confidence), so look at them before the first write. Immutable.
 */
public final class S4HanaCodes {
  private final Builder from;

  private S4HanaCodes(Builder from) {
    this.from = from;
  }

  /** A builder for the sales area that customers belong to and documents are made in. */
  public static Builder builder(
      String salesOrganization, String distributionChannel, String division) {
    return new Builder(salesOrganization, distributionChannel, division);
  }

  /** The sales organisation. */
  public String salesOrganization() {
    return from.salesOrganization;
  }

  /** The distribution channel. */
  public String distributionChannel() {
    return from.distributionChannel;
  }

  /** The division. */
  public String division() {
    return from.division;
  }

  /** The currency of new customers' sales area. */
  public String currency() {
    return from.currency;
  }

  /** Company codes with the reconciliation account of new customers; empty where none is given. */
  public Map<String, String> companies() {
    return Collections.unmodifiableMap(from.companies);
  }

  /** Whether orders go over OData 4. */
  public boolean ordersOverV4() {
    return from.ordersOverV4;
  }

  /** The type of a new order. */
  public String orderType() {
    return from.orderType;
  }

  /** The type of a new quotation. */
  public String quotationType() {
    return from.quotationType;
  }

  /** The roles of a new customer. */
  public List<String> customerRoles() {
    return List.copyOf(from.customerRoles);
  }

  /** The grouping of new partners, which decides their number; empty for the system's own. */
  public String grouping(boolean person) {
    return person ? from.personGrouping : from.customerGrouping;
  }

  /** The tax number types, by field. */
  public Map<Field<String>, String> taxNumbers() {
    return Collections.unmodifiableMap(from.taxNumbers);
  }

  /** The usage of an address that makes it the billing or the shipping address. */
  public String addressUsage(boolean billing) {
    return billing ? from.billingUsage : from.shippingUsage;
  }

  /** The property of an address's second line. */
  public String addressComplement() {
    return from.addressComplement;
  }

  /** Whether the house number stands before the street. */
  public boolean houseNumberFirst() {
    return from.houseNumberFirst;
  }

  /** The order block that puts a customer to sleep. */
  public String orderBlock() {
    return from.orderBlock;
  }

  /** The property of the sales area that is the price category. */
  public String priceCategory() {
    return from.priceCategory;
  }

  /** The condition type of a price. */
  public String priceCondition() {
    return from.priceCondition;
  }

  /** The condition type of a discount in percent; empty where none is agreed. */
  public Optional<String> discountCondition() {
    return Optional.ofNullable(from.discountCondition);
  }

  /** The type of new products. */
  public String productType() {
    return from.productType;
  }

  /** The country and the category of the tax classification of products. */
  public List<String> productTax() {
    return List.of(from.taxCountry, from.taxCategory);
  }

  /** The kind of stock that is free to sell. */
  public String freeStock() {
    return from.freeStock;
  }

  /** Categories of billing documents that give money back. */
  public List<String> creditCategories() {
    return List.copyOf(from.creditCategories);
  }

  /** Types of accounting documents that are receipts. */
  public List<String> receiptTypes() {
    return List.copyOf(from.receiptTypes);
  }

  /** The first day whose receipts are shown; empty for all. */
  public Optional<LocalDate> receiptsSince() {
    return Optional.ofNullable(from.receiptsSince);
  }

  /** The credit segment whose limit counts. */
  public String creditSegment() {
    return from.creditSegment;
  }

  /** Whether what is ordered or delivered and not billed counts as outstanding. */
  public boolean openDocumentsCount() {
    return from.openDocumentsCount;
  }

  /** How many days after its date an order is due. */
  public int deliveryDays() {
    return from.deliveryDays;
  }

  /** The property that holds our reference. */
  public String referenceProperty(EntityType type, String usual) {
    return from.references.getOrDefault(type, usual);
  }

  /** The property of an order's item that holds our key of it. */
  public String lineProperty() {
    return from.lineProperty;
  }

  /** The properties that the embedder chose for fields of a type. */
  public Map<Field<?>, String> properties(EntityType type) {
    return Collections.unmodifiableMap(from.properties.getOrDefault(type, Map.of()));
  }

  /** Builds {@link S4HanaCodes}. Not thread-safe. */
  public static final class Builder {
    private final String salesOrganization;
    private final String distributionChannel;
    private final String division;
    private final Map<String, String> companies = new LinkedHashMap<>();
    private final Map<Field<String>, String> taxNumbers = new LinkedHashMap<>();
    private final Map<EntityType, String> references = new LinkedHashMap<>();
    private final Map<EntityType, Map<Field<?>, String>> properties = new LinkedHashMap<>();
    private String currency = "EUR";
    private boolean ordersOverV4;
    private String orderType = "OR";
    private String quotationType = "QT";
    private List<String> customerRoles = List.of("FLCU00", "FLCU01");
    private String customerGrouping = "";
    private String personGrouping = "";
    private String billingUsage = "XXDEFAULT";
    private String shippingUsage = "SHIP_TO";
    private String addressComplement = "StreetSuffixName";
    private boolean houseNumberFirst = true;
    private String orderBlock = "01";
    private String priceCategory = "PriceListType";
    private String priceCondition = "PPR0";
    private @Nullable String discountCondition;
    private String productType = "HAWA";
    private String taxCountry = "FR";
    private String taxCategory = "TTX1";
    private String freeStock = "01";
    private List<String> creditCategories = List.of("O", "N");
    private List<String> receiptTypes = List.of("DZ");
    private @Nullable LocalDate receiptsSince;
    private String creditSegment = "0000";
    private boolean openDocumentsCount = true;
    private int deliveryDays;
    private String lineProperty = "UnderlyingPurchaseOrderItem";

    private Builder(String salesOrganization, String distributionChannel, String division) {
      this.salesOrganization = salesOrganization;
      this.distributionChannel = distributionChannel;
      this.division = division;
      taxNumbers.put(Customer.VAT_NUMBER, "FR0");
    }

    /**
     * A company code in which new customers are opened, and whose open items count.
     *
     * @param reconciliationAccount of new customers; empty where the system finds it
     */
    public Builder company(String code, String reconciliationAccount) {
      companies.put(code, reconciliationAccount);
      return this;
    }

    /** The currency of new customers' sales area; default {@code EUR}. */
    public Builder currency(String code) {
      currency = code;
      return this;
    }

    /** Orders over OData 4 instead of OData 2; default 2. */
    public Builder ordersOverV4() {
      ordersOverV4 = true;
      return this;
    }

    /** Types of new documents; defaults {@code OR} and {@code QT}. */
    public Builder documentTypes(String order, String quotation) {
      orderType = order;
      quotationType = quotation;
      return this;
    }

    /** Roles of new customers; default {@code FLCU00} and {@code FLCU01}. */
    public Builder customerRoles(List<String> roles) {
      customerRoles = List.copyOf(roles);
      return this;
    }

    /** Groupings of new customers and people, for their numbers; default the system's own. */
    public Builder groupings(String customers, String people) {
      customerGrouping = customers;
      personGrouping = people;
      return this;
    }

    /** The type of a tax number; default {@code FR0} for the VAT number, no other. */
    public Builder taxNumber(Field<String> field, String type) {
      taxNumbers.put(field, type);
      return this;
    }

    /** Usages of addresses; defaults {@code XXDEFAULT} and {@code SHIP_TO}. */
    public Builder addressUsages(String billing, String shipping) {
      billingUsage = billing;
      shippingUsage = shipping;
      return this;
    }

    /** The property of an address's second line; default {@code StreetSuffixName}. */
    public Builder addressComplement(String property) {
      addressComplement = property;
      return this;
    }

    /** Whether a house number is read before the street; default yes, as in France. */
    public Builder houseNumberFirst(boolean first) {
      houseNumberFirst = first;
      return this;
    }

    /** The order block of customers put to sleep; default {@code 01}. */
    public Builder orderBlock(String code) {
      orderBlock = code;
      return this;
    }

    /** The sales area's property of the price category; default {@code PriceListType}. */
    public Builder priceCategory(String property) {
      priceCategory = property;
      return this;
    }

    /** The condition type of prices; default {@code PPR0}. */
    public Builder priceCondition(String type) {
      priceCondition = type;
      return this;
    }

    /** The condition type of discounts in percent; default none: discounts are refused. */
    public Builder discountCondition(String type) {
      discountCondition = type;
      return this;
    }

    /** The type of new products; default {@code HAWA}. */
    public Builder productType(String type) {
      productType = type;
      return this;
    }

    /** Country and category of products' tax classification; default {@code FR}, {@code TTX1}. */
    public Builder productTax(String country, String category) {
      taxCountry = country;
      taxCategory = category;
      return this;
    }

    /** The kind of stock that is free to sell; default {@code 01}. */
    public Builder freeStock(String kind) {
      freeStock = kind;
      return this;
    }

    /** Categories of billing documents that give money back; default {@code O} and {@code N}. */
    public Builder creditCategories(List<String> categories) {
      creditCategories = List.copyOf(categories);
      return this;
    }

    /** Types of accounting documents that are receipts; default {@code DZ}. */
    public Builder receiptTypes(List<String> types) {
      receiptTypes = List.copyOf(types);
      return this;
    }

    /** Leaves out receipts that were posted before a day; default none: they are all listed. */
    public Builder receiptsSince(LocalDate day) {
      receiptsSince = day;
      return this;
    }

    /** The credit segment whose limit counts; default {@code 0000}. */
    public Builder creditSegment(String code) {
      creditSegment = code;
      return this;
    }

    /** Whether open orders and deliveries count as outstanding; default yes. */
    public Builder openDocumentsCount(boolean count) {
      openDocumentsCount = count;
      return this;
    }

    /** Days from an order's date to its delivery date, 0 or more; default 0. */
    public Builder deliveryDays(int days) {
      deliveryDays = days;
      return this;
    }

    /**
     * The property that holds our reference. Defaults: {@code BusinessPartnerIDByExtSystem}, {@code
     * ProductOldID}, {@code PurchaseOrderByCustomer}.
     */
    public Builder referenceProperty(EntityType type, String property) {
      references.put(type, name(property));
      return this;
    }

    /** The order item's property of our key; default {@code UnderlyingPurchaseOrderItem}. */
    public Builder lineProperty(String property) {
      lineProperty = name(property);
      return this;
    }

    /**
     * The property of a field: replaces the default or adds a field of the embedder's own.
     *
     * @param field a canonical or custom field of type text, code, decimal, date or flag
     * @param property a property of the header, {@code YY1_SEGMENT_bus}; for customers also {@code
     *     to_Customer/…}, {@code to_CustomerSalesArea/…} or {@code to_CustomerCompany/…}
     */
    public Builder property(EntityType type, Field<?> field, String property) {
      if (!property.matches(
          "(to_(Customer|CustomerSalesArea|CustomerCompany)/)?[A-Za-z]\\w{0,60}")) {
        throw new IllegalArgumentException("'" + property + "' is no property name");
      }
      properties.computeIfAbsent(type, key -> new LinkedHashMap<>()).put(field, property);
      return this;
    }

    /** The codes. */
    public S4HanaCodes build() {
      return new S4HanaCodes(this);
    }

    private static String name(String property) {
      if (!property.matches("[A-Za-z]\\w{0,60}")) {
        throw new IllegalArgumentException("'" + property + "' is no property name");
      }
      return property;
    }
  }
}
