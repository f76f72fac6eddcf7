package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.OdooRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A product of Odoo lies in two tables, template and variant, and a change of one may move the
 * stamp of that one only. What the other half moved itself is left out here: its own trail shows
 * it.
 */
final class OtherHalf {
  private static final String TEMPLATE = "product.template";
  private static final String VARIANT = "product.product";

  private final Instance instance;

  OtherHalf(Instance instance) {
    this.instance = instance;
  }

  Trail trail() {
    return instance.settings().templates()
        ? Trail.stamped(VARIANT, List.of("product_tmpl_id"), Domain.all(), this::templates)
        : Trail.stamped(TEMPLATE, List.of("product_variant_ids"), Domain.all(), this::variants);
  }

  private List<Change> templates(List<OdooRecord> variants) {
    Map<Long, Instant> stamps =
        stamps(
            TEMPLATE,
            variants.stream().flatMap(each -> each.link("product_tmpl_id").stream()).toList());
    List<Change> changes = new ArrayList<>();
    for (OdooRecord variant : variants) {
      variant
          .link("product_tmpl_id")
          .filter(id -> isBehind(stamps.get(id), variant))
          .ifPresent(id -> changes.add(hint(id)));
    }
    return changes;
  }

  private List<Change> variants(List<OdooRecord> templates) {
    Map<Long, Instant> stamps =
        stamps(
            VARIANT,
            templates.stream()
                .flatMap(each -> each.links("product_variant_ids").stream())
                .toList());
    List<Change> changes = new ArrayList<>();
    for (OdooRecord template : templates) {
      template.links("product_variant_ids").stream()
          .filter(id -> isBehind(stamps.get(id), template))
          .forEach(id -> changes.add(hint(id)));
    }
    return changes;
  }

  private static Change hint(long id) {
    return Change.of(RecordId.of(Long.toString(id)));
  }

  private static boolean isBehind(
      @org.jspecify.annotations.Nullable Instant mine, OdooRecord other) {
    return mine != null && other.instant(Trail.STAMP).filter(mine::isBefore).isPresent();
  }

  private Map<Long, Instant> stamps(String model, List<Long> ids) {
    return instance
        .model(model)
        .read(ids.stream().distinct().toList(), List.of(Trail.STAMP))
        .stream()
        .filter(each -> each.instant(Trail.STAMP).isPresent())
        .collect(
            Collectors.toMap(
                OdooRecord::id, each -> each.instant(Trail.STAMP).orElse(Instant.MIN)));
  }
}
