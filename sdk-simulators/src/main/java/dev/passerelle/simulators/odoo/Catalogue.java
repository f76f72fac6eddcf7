package dev.passerelle.simulators.odoo;

import static dev.passerelle.simulators.odoo.FieldDef.children;
import static dev.passerelle.simulators.odoo.FieldDef.choice;
import static dev.passerelle.simulators.odoo.FieldDef.flag;
import static dev.passerelle.simulators.odoo.FieldDef.many;
import static dev.passerelle.simulators.odoo.FieldDef.number;
import static dev.passerelle.simulators.odoo.FieldDef.one;
import static dev.passerelle.simulators.odoo.FieldDef.text;
import static dev.passerelle.simulators.odoo.FieldDef.time;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Templates and variants, units, categories, taxes and prices (fact sheet §2.2). */
final class Catalogue {
  static final String TEMPLATE = "product.template";
  static final String VARIANT = "product.product";

  private final Server server;
  private final Orm orm;

  Catalogue(Server server) {
    this.server = server;
    this.orm = server.orm;
  }

  void define() {
    orm.define(new ModelDef("product.category", text("name").needed()));
    orm.define(new ModelDef("uom.uom", text("name").needed(), flag("active")));
    orm.define(
        new ModelDef(
            "account.tax",
            text("name").needed(),
            number("amount"),
            choice("amount_type", "percent", "fixed"),
            choice("type_tax_use", "sale", "purchase", "none"),
            flag("price_include"),
            flag("active")));
    templates();
    variants();
    prices();
    orm.transaction(
        () -> {
          seed();
          return true;
        });
  }

  private void seed() {
    orm.create("product.category", Map.of("name", "All"));
    orm.create("product.category", Map.of("name", "Tubes"));
    orm.create("uom.uom", Map.of("name", "Units", "active", true));
    orm.create("uom.uom", Map.of("name", "m", "active", true));
    tax("21%", "21");
    tax("6%", "6");
  }

  private void tax(String name, String rate) {
    Map<String, @Nullable Object> tax = new LinkedHashMap<>();
    tax.put("name", name);
    tax.put("amount", new BigDecimal(rate));
    tax.put("amount_type", "percent");
    tax.put("type_tax_use", "sale");
    tax.put("active", true);
    orm.create("account.tax", tax);
  }

  private FieldDef type() {
    return server.version >= 18
        ? choice("type", "consu", "service", "combo")
        : choice("type", "consu", "service", "product");
  }

  private void templates() {
    ModelDef template =
        new ModelDef(
            TEMPLATE,
            text("name").needed(),
            number("list_price").rounded(2),
            type(),
            one("categ_id", "product.category"),
            one("uom_id", "uom.uom"),
            many("taxes_id", "account.tax"),
            text("description_sale"),
            flag("sale_ok"),
            flag("purchase_ok"),
            number("weight"),
            flag("active"),
            one("company_id", "res.company"),
            children("product_variant_ids", VARIANT, "product_tmpl_id"),
            one("product_variant_id", VARIANT).fixed(),
            text("default_code").through("product_variant_id"),
            text("barcode").through("product_variant_id"));
    if (server.version >= 18) {
      template.put(flag("is_storable"));
    }
    orm.define(template);
    orm.compute(TEMPLATE, "product_variant_id", this::firstVariant);
    orm.behave(TEMPLATE, new Templates());
  }

  private @Nullable Object firstVariant(Row template) {
    return orm.database().table(VARIANT).values().stream()
        .filter(row -> row.link("product_tmpl_id").filter(id -> id == template.id()).isPresent())
        .map(Row::id)
        .findFirst()
        .orElse(null);
  }

  private void variants() {
    ModelDef variant =
        new ModelDef(
            VARIANT,
            one("product_tmpl_id", TEMPLATE),
            text("default_code"),
            text("barcode"),
            flag("active"),
            number("standard_price"),
            number("lst_price").rounded(2),
            number("qty_available").fixed(),
            number("free_qty").fixed(),
            number("virtual_available").fixed(),
            number("incoming_qty").fixed(),
            number("outgoing_qty").fixed());
    orm.model(TEMPLATE)
        .fields()
        .forEach(
            (name, field) -> {
              if (variant.field(name).isEmpty() && field.via().isEmpty()) {
                variant.put(field.through("product_tmpl_id"));
              }
            });
    orm.define(variant);
    orm.alias(VARIANT, "lst_price", "list_price");
    server.methods.action(VARIANT, "action_archive", call -> archive(call, true));
    server.methods.action(VARIANT, "action_unarchive", call -> archive(call, false));
    orm.behave(VARIANT, new Variants());
  }

  /** The buttons take the template along; a bare write does not. */
  private @Nullable Object archive(Call call, boolean away) {
    for (Long id : call.ids()) {
      orm.write(VARIANT, id, Map.of("active", !away));
      long template = orm.database().need(VARIANT, id).link("product_tmpl_id").orElse(0L);
      boolean used =
          orm.database().table(VARIANT).values().stream()
              .filter(row -> row.link("product_tmpl_id").filter(t -> t == template).isPresent())
              .anyMatch(row -> row.flag("active"));
      Row row = orm.database().change(TEMPLATE, template);
      row.set("active", used);
      row.stamp(orm.database().now());
    }
    return null;
  }

  private void prices() {
    orm.define(
        new ModelDef(
            "product.pricelist.item",
            one("pricelist_id", "product.pricelist"),
            choice(
                "applied_on", "3_global", "2_product_category", "1_product", "0_product_variant"),
            choice("compute_price", "fixed", "percentage", "formula"),
            number("fixed_price"),
            number("percent_price"),
            number("min_quantity"),
            time("date_start"),
            time("date_end"),
            one("product_tmpl_id", TEMPLATE),
            one("product_id", VARIANT),
            one("currency_id", "res.currency")));
  }

  private static void inUse(Row row) {
    if (!row.has("active")) {
      row.set("active", true);
    }
  }

  private void usual(Row template) {
    inUse(template);
    if (!template.has("type")) {
      template.set("type", "consu");
    }
    if (!template.has("categ_id")) {
      template.set("categ_id", 1L);
    }
    if (!template.has("uom_id")) {
      template.set("uom_id", 1L);
    }
    if (!template.has("sale_ok")) {
      template.set("sale_ok", true);
    }
    if (!template.has("taxes_id")) {
      template.set("taxes_id", List.of(1L));
    }
  }

  private void unique(Row variant) {
    boolean taken =
        variant.has("barcode")
            && orm.database().table(VARIANT).values().stream()
                .anyMatch(
                    other ->
                        other.id() != variant.id()
                            && other.is("barcode", variant.text("barcode").orElse("")));
    if (taken) {
      throw OdooError.validation("Barcode already assigned to a product");
    }
  }

  private final class Templates implements Behaviour {
    @Override
    public void defaults(Row row, Map<String, @Nullable Object> given) {
      usual(row);
      Row variant = orm.bare(VARIANT);
      variant.set("product_tmpl_id", row.id()).set("active", row.flag("active"));
    }

    @Override
    public void changed(long id, Set<String> fields) {
      boolean active = orm.database().need(TEMPLATE, id).flag("active");
      List<Long> variants =
          orm.database().table(VARIANT).values().stream()
              .filter(row -> row.link("product_tmpl_id").filter(t -> t == id).isPresent())
              .map(Row::id)
              .toList();
      for (Long each : variants) {
        Row variant = orm.database().change(VARIANT, each);
        // A variant's stamp follows its template's.
        variant.stamp(orm.database().now());
        if (fields.contains("active")) {
          variant.set("active", active);
        }
      }
    }
  }

  private final class Variants implements Behaviour {
    @Override
    public void defaults(Row row, Map<String, @Nullable Object> given) {
      inUse(row);
      if (row.link("product_tmpl_id").isEmpty()) {
        Row template = orm.bare(TEMPLATE);
        usual(template);
        row.set("product_tmpl_id", template.id());
      }
    }

    @Override
    public void changed(long id, Set<String> fields) {
      unique(orm.database().need(VARIANT, id));
    }

    @Override
    public void beforeUnlink(Row row) {
      boolean sold =
          orm.knows("sale.order.line")
              && orm.database().table("sale.order.line").values().stream()
                  .anyMatch(line -> line.link("product_id").filter(p -> p == row.id()).isPresent());
      if (sold) {
        throw OdooError.validation("The product is used in a sales order: archive it instead.");
      }
    }
  }
}
