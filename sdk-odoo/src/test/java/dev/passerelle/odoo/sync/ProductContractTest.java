package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;

/** Variants, on the newest version. */
class ProductContractTest extends EntityAdapterContract {
  final Servers servers = servers();

  Servers servers() {
    return new Servers();
  }

  String model() {
    return "product.product";
  }

  String price() {
    return "lst_price";
  }

  @AfterEach
  void close() {
    servers.close();
  }

  @Override
  protected Connector connector() {
    return Odoo.connect(servers.settings());
  }

  @Override
  protected EntityType type() {
    return Product.TYPE;
  }

  @Override
  protected Remote remote() {
    return new ServerRemote(
        servers,
        model(),
        Map.of("sale_ok", true),
        "default_code",
        Column.text(Product.SKU, "default_code"),
        Column.text(Product.BARCODE, "barcode"),
        Column.text(Product.DESCRIPTION, "description_sale"),
        Column.link(Product.FAMILY, "categ_id"),
        Column.link(Product.UNIT, "uom_id"),
        Column.number(Product.PRICE, price()),
        Column.text(Product.NAME, "name")) {
      @Override
      public OptionalLong largestWrite() {
        // A product is two rows: the server counts both.
        return OptionalLong.empty();
      }

      @Override
      public void denyAccess() {
        // Whoever may not read the price's digits goes on with the usual ones.
        super.denyAccess();
        super.denyAccess();
      }

      @Override
      public void ignore(Field<?> field) {
        super.ignore(field);
        if (field.equals(Product.PRICE)) {
          servers.simulator.ignore("product.template", "list_price");
        }
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Product.SKU, "TUB-%03d".formatted(n))
        .set(Product.BARCODE, "541000000%04d".formatted(n))
        .set(Product.DESCRIPTION, "Copper, in bars of 5 m, " + n)
        .set(Product.FAMILY, "2")
        .set(Product.UNIT, "2")
        .set(Product.PRICE, new BigDecimal("12." + (10 + n)))
        .set(Product.NAME, "Tube " + n)
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Product.PRICE, new BigDecimal("13." + (10 + n)), Product.DESCRIPTION, "In coils " + n);
  }

  @Override
  protected Fields rough(int n) {
    return sample(n).with(Product.PRICE, new BigDecimal("12.3456"));
  }
}
