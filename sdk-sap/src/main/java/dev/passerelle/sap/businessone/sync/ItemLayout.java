package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Price;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.sap.businessone.model.B1Record;
import dev.passerelle.sap.common.Outcomes;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Products: items (fact sheet §2.2). The item code is the id. Prices belong to the ERP. */
final class ItemLayout {
  static final String SET = "Items";
  static final Set<String> COLLECTIONS = Set.of("ItemPrices", "ItemWarehouseInfoCollection");
  private static final String PRICES = "ItemPrices";

  private ItemLayout() {}

  static EntityMap map(Site site, Selection selection) {
    EntityMap.Layout layout =
        new EntityMap.Layout(
            Product.TYPE,
            List.of(Source.byText(SET, "ItemCode", null)),
            "OITM",
            COLLECTIONS,
            Layouts::isDormant,
            true,
            Set.of(Product.SKU, Product.BARCODE, Product.NAME),
            Layouts.MASTER,
            new NewItem());
    return Layouts.map(site, layout, fields(site), selection);
  }

  static Map<Field<?>, Binding<?>> fields(Site site) {
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>();
    Layouts.put(all, sku());
    Layouts.put(all, Binding.text(Product.NAME, "ItemName", 200).required());
    Layouts.put(all, Binding.text(Product.DESCRIPTION, "User_Text", 0));
    Layouts.put(all, Binding.text(Product.BARCODE, "BarCode", 254));
    Layouts.put(all, Binding.number(Product.FAMILY, "ItemsGroupCode", false));
    Layouts.put(all, Binding.text(Product.UNIT, "SalesUnit", 100));
    Layouts.put(all, Binding.text(Product.TAX_CODE, "SalesVATGroup", 8));
    Layouts.put(all, Layouts.state(Product.STATE));
    Layouts.put(all, Binding.readOnly(Product.PRICE, Set.of(PRICES), row -> basePrice(site, row)));
    Layouts.put(all, Binding.readOnly(Product.PRICES, Set.of(PRICES), row -> prices(site, row)));
    Layouts.put(
        all, Binding.readOnly(Product.VAT_RATE, Set.of("SalesVATGroup"), row -> rate(site, row)));
    return all;
  }

  private static Binding<String> sku() {
    return new Binding<>(
        FieldRule.of(Product.SKU).maxLength(50).required(),
        Set.of("ItemCode"),
        row -> row.text("ItemCode").orElse(null),
        (body, value, before) -> {
          if (body.isNew()) {
            body.put("ItemCode", value);
          }
        },
        false);
  }

  private static @Nullable BigDecimal basePrice(Site site, B1Record item) {
    String list = Integer.toString(site.settings().priceList());
    return item.rows(PRICES).stream()
        .filter(row -> row.text("PriceList").equals(Optional.of(list)))
        .flatMap(row -> row.number("Price").stream())
        .findFirst()
        .orElse(null);
  }

  /** A price of zero means that the list has none. */
  private static @Nullable Set<Price> prices(Site site, B1Record item) {
    Set<Price> prices = new LinkedHashSet<>();
    for (B1Record row : item.rows(PRICES)) {
      Optional<String> list = row.text("PriceList");
      BigDecimal amount = row.amount("Price");
      if (list.isPresent() && amount.signum() != 0) {
        B1Record known = site.priceLists().get(list.get());
        String currency = row.text("Currency").orElseGet(site::currency);
        boolean gross = known != null && known.yes("IsGrossPrice");
        prices.add(new Price(list.get(), currency, BigDecimal.ZERO, gross, amount));
      }
    }
    return prices.isEmpty() ? null : prices;
  }

  private static @Nullable BigDecimal rate(Site site, B1Record item) {
    LocalDate today = LocalDate.ofInstant(site.now(), site.settings().zone());
    return item.text("SalesVATGroup").map(code -> site.taxRate(code, today)).orElse(null);
  }

  private static final class NewItem implements Completion {
    @Override
    public boolean complete(Write.Create create, Body body, Outcomes outcomes) {
      if (!create.fields().isBlank(Product.SKU)) {
        return true;
      }
      outcomes.refuse(
          create.key(),
          ErrorCode.VALUE_INVALID,
          FieldError.of(Product.SKU.name(), "REQUIRED", "an item needs its code"));
      return false;
    }

    @Override
    public Optional<RecordId> existing(Write.Create create) {
      return create.fields().get(Product.SKU).filter(code -> !code.isEmpty()).map(RecordId::of);
    }
  }
}
