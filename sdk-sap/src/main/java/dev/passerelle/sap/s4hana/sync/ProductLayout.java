package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.http.odata.ODataDialect;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.sap.common.Outcomes;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.S4HanaCodes;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Products (fact sheet §2.2). The product number is the id. Prices belong to the ERP. */
final class ProductLayout {
  private static final String TAX = "to_ProductSalesTax";
  private static final String DELETED = "IsMarkedForDeletion";

  private ProductLayout() {}

  static EntityMap map(Site site, Selection selection) {
    S4HanaCodes codes = site.codes();
    ProductPrices prices = new ProductPrices(site);
    boolean priced = selection.uses(Product.PRICE) || selection.uses(Product.PRICES);
    Layout layout =
        Layout.of(Product.TYPE, Source.of(S4HanaApi.PRODUCT, "A_Product", "Product"))
            .always(DELETED)
            .stamp(Stamp.instant("LastChangeDateTime"))
            .created(Stamp.day("CreationDate"))
            .dormant(row -> row.yes(DELETED))
            .findBy(Product.SKU, Finder.by("Product"))
            .findBy(Product.BARCODE, Finder.by("ProductStandardID"))
            .can(Layouts.MASTER)
            .reference(codes.referenceProperty(Product.TYPE, "ProductOldID"), 40)
            .page(1000)
            .extras(priced ? prices : Extras.NONE)
            .scans(priced ? List.of(prices.scan()) : List.of())
            .completion(new NewProduct(site))
            .life((body, life) -> body.put(DELETED, life == Life.ARCHIVED))
            .build();
    return Layouts.map(site, layout, fields(site, prices), selection);
  }

  private static Map<Field<?>, Binding<?>> fields(Site site, ProductPrices prices) {
    S4HanaCodes codes = site.codes();
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>();
    Layouts.put(all, sku());
    Layouts.put(
        all,
        text(site, Product.NAME, "to_Description", "A_ProductDescription", "ProductDescription", 40)
            .required());
    Layouts.put(
        all,
        text(
            site, Product.DESCRIPTION, "to_ProductBasicText", "A_ProductBasicText", "LongText", 0));
    Layouts.put(all, Plain.text(Product.BARCODE, "ProductStandardID", 18).header());
    Layouts.put(all, Plain.text(Product.FAMILY, "ProductGroup", 9).header());
    Layouts.put(all, unit());
    Layouts.put(all, tax(codes));
    Layouts.put(all, state());
    Layouts.put(all, prices.base());
    Layouts.put(all, prices.all());
    codes
        .properties(Product.TYPE)
        .forEach((field, property) -> all.put(field, Plain.chosen(field, property).header()));
    return all;
  }

  /** As it is kept: in capitals, and a number without its zeros (fact sheet §9). */
  static String normal(String sku) {
    return S4Record.external(sku.strip().toUpperCase(Locale.ROOT));
  }

  private static Binding<String> sku() {
    return new Binding<>(
        FieldRule.of(Product.SKU).maxLength(40).required().normalForm(ProductLayout::normal),
        Set.of("Product"),
        row -> row.number("Product").orElse(null),
        (body, value, before) -> {
          if (body.isNew()) {
            body.put("Product", value == null ? "" : normal(value));
          }
        });
  }

  /** A text in the language of the settings, a row of its own. */
  private static Binding<String> text(
      Site site, Field<String> field, String way, String set, String property, int length) {
    FieldRule<String> rule = FieldRule.of(field).normalForm(String::stripTrailing);
    return new Binding<>(
        length > 0 ? rule.maxLength(length) : rule,
        Set.of("Product", way + "/Product", way + "/Language", way + "/" + property),
        product -> row(site, product, way).flatMap(row -> row.text(property)).orElse(null),
        (body, value, before) -> {
          String language = site.settings().language();
          Optional<S4Record> there = body.current().flatMap(product -> own(product, way, language));
          String number = body.current().flatMap(it -> it.text("Product")).orElse("?");
          if (there.isPresent()) {
            body.part(set, Steps.key("Product", number, "Language", language), there.get())
                .put(property, value == null ? "" : value);
          } else if (value != null && !value.isEmpty()) {
            Map<String, @Nullable Object> made =
                body.isNew()
                    ? body.inside(language, way)
                    : body.added(
                        "A_Product" + Steps.key(number).encoded(ODataDialect.V2) + "/" + way,
                        language);
            made.put("Language", language);
            made.put(property, value);
          }
        });
  }

  /** In the language of the settings; where it has none, in any. */
  private static Optional<S4Record> row(Site site, S4Record product, String way) {
    return own(product, way, site.settings().language())
        .or(() -> product.rows(way).stream().findFirst());
  }

  private static Optional<S4Record> own(S4Record product, String way, String language) {
    return product.rows(way).stream()
        .filter(row -> row.text("Language").equals(Optional.of(language)))
        .findFirst();
  }

  /** Given at creation, never changed: everything is counted in it. */
  private static Binding<String> unit() {
    return new Binding<>(
        FieldRule.of(Product.UNIT).maxLength(3).required(),
        Set.of("BaseUnit"),
        row -> row.text("BaseUnit").orElse(null),
        (body, value, before) -> {
          if (body.isNew()) {
            body.put("BaseUnit", value);
          }
        });
  }

  /** The classification is a part of the key: another one is another row. */
  private static Binding<String> tax(S4HanaCodes codes) {
    String country = codes.productTax().get(0);
    String category = codes.productTax().get(1);
    return new Binding<>(
        FieldRule.of(Product.TAX_CODE).maxLength(1),
        Set.of(
            "Product",
            TAX + "/Product",
            TAX + "/Country",
            TAX + "/TaxCategory",
            TAX + "/TaxClassification"),
        product ->
            tax(product, country, category)
                .flatMap(row -> row.text("TaxClassification"))
                .orElse(null),
        (body, value, before) -> writeTax(body, country, category, value));
  }

  private static Optional<S4Record> tax(S4Record product, String country, String category) {
    return product.rows(TAX).stream()
        .filter(row -> row.text("Country").equals(Optional.of(country)))
        .filter(row -> row.text("TaxCategory").equals(Optional.of(category)))
        .findFirst();
  }

  private static void writeTax(Body body, String country, String category, @Nullable String value) {
    String number = body.current().flatMap(it -> it.text("Product")).orElse("?");
    Optional<S4Record> there = body.current().flatMap(it -> tax(it, country, category));
    there.ifPresent(
        row ->
            body.removed(
                "A_ProductSalesTax",
                Steps.key(
                    "Product",
                    number,
                    "Country",
                    country,
                    "TaxCategory",
                    category,
                    "TaxClassification",
                    row.text("TaxClassification").orElse("")),
                row));
    if (value != null && !value.isEmpty()) {
      Map<String, @Nullable Object> made =
          body.isNew()
              ? body.inside("tax", TAX)
              : body.added(
                  "A_Product" + Steps.key(number).encoded(ODataDialect.V2) + "/" + TAX, "tax");
      made.put("Country", country);
      made.put("TaxCategory", category);
      made.put("TaxClassification", value);
    }
  }

  private static Binding<String> state() {
    return new Binding<>(
        FieldRule.of(Product.STATE),
        Set.of(DELETED),
        row -> row.yes(DELETED) ? Customer.DORMANT : Customer.ACTIVE,
        (body, value, before) ->
            body.put(DELETED, value != null && !value.isBlank() && !value.equals(Customer.ACTIVE)));
  }

  /** A new product has its number, its unit, a type, and is sold in our sales area. */
  private record NewProduct(Site site) implements Completion {
    @Override
    public boolean complete(Write.Create create, Body body, Outcomes outcomes) {
      for (Field<String> needed : List.of(Product.SKU, Product.UNIT)) {
        if (create.fields().isBlank(needed)) {
          outcomes.refuse(
              create.key(),
              ErrorCode.VALUE_INVALID,
              FieldError.of(needed.name(), "REQUIRED", "a product needs it"));
          return false;
        }
      }
      S4HanaCodes codes = site.codes();
      body.put("ProductType", codes.productType());
      Map<String, @Nullable Object> area = body.inside("area", "to_SalesDelivery");
      area.put("ProductSalesOrg", codes.salesOrganization());
      area.put("ProductDistributionChnl", codes.distributionChannel());
      return true;
    }

    @Override
    public Optional<RecordId> existing(Write.Create create) {
      return create
          .fields()
          .get(Product.SKU)
          .filter(sku -> !sku.isBlank())
          .map(ProductLayout::normal)
          .map(RecordId::of);
    }
  }
}
