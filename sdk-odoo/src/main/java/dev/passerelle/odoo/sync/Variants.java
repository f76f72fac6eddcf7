package dev.passerelle.odoo.sync;

import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.odoo.model.OdooRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The products of lines: lines name variants; where a product is a template, it is that one. */
final class Variants {
  private final Map<Long, Long> templates = new LinkedHashMap<>();

  Variants(Instance instance, List<OdooRecord> rows) {
    if (instance.settings().templates()) {
      List<Long> variants =
          rows.stream().flatMap(row -> row.link("product_id").stream()).distinct().toList();
      instance
          .model("product.product")
          .read(variants, List.of("product_tmpl_id"))
          .forEach(
              each -> each.link("product_tmpl_id").ifPresent(id -> templates.put(each.id(), id)));
    }
  }

  Optional<Ref> product(OdooRecord row) {
    return row.link("product_id")
        .map(id -> Ref.to(Product.TYPE, Long.toString(templates.getOrDefault(id, id))));
  }
}
