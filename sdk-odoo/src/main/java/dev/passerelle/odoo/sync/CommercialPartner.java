package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Ref;
import dev.passerelle.odoo.model.OdooRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The customer of a document: the company at the top, where the document names a person or an
 * address of it (fact sheet §2.1).
 */
record CommercialPartner(Instance instance, Field<Ref> field, FieldRule<Ref> rule) implements Part {
  static final String PARTNER = "partner_id";
  private static final String TOP = "commercial_partner_id";

  @Override
  public List<FieldRule<?>> rules() {
    return List.of(rule);
  }

  @Override
  public Set<String> columns() {
    return Set.of(PARTNER);
  }

  @Override
  public Map<Long, Fields> read(List<OdooRecord> records) {
    List<Long> partners =
        records.stream().flatMap(each -> each.link(PARTNER).stream()).distinct().toList();
    Map<Long, Long> tops = tops(instance, partners);
    Map<Long, Fields> fields = new LinkedHashMap<>();
    for (OdooRecord each : records) {
      Ref customer =
          each.link(PARTNER)
              .map(id -> tops.getOrDefault(id, id))
              .map(id -> Ref.to(Customer.TYPE, Long.toString(id)))
              .orElse(null);
      fields.put(each.id(), Fields.of(field, customer));
    }
    return fields;
  }

  /** The company at the top of each partner. */
  static Map<Long, Long> tops(Instance instance, List<Long> partners) {
    Map<Long, Long> tops = new LinkedHashMap<>();
    instance
        .model("res.partner")
        .read(partners, List.of(TOP))
        .forEach(each -> each.link(TOP).ifPresent(top -> tops.put(each.id(), top)));
    return tops;
  }
}
