package dev.passerelle.benchmarks.overhead;

import dev.passerelle.benchmarks.LeanAdapter;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.adapter.WriteResult.Written;
import dev.passerelle.core.mapping.Conversion;
import dev.passerelle.core.mapping.Converter;
import dev.passerelle.core.mapping.Converters;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The merge bean of the route: knows for each record of the ERP its counterpart and what both sides
 * were when they last agreed, and makes of a change the write that it asks for, if any. All in
 * maps; public because Camel calls it.
 */
public final class Merge {
  /** A linked pair: the counterpart's id, and each side's own values when last agreed. */
  private record Linked(RecordId crm, Fields erpBase, Fields crmBase) {}

  private final LeanAdapter crm;
  private final Map<String, Linked> links = new HashMap<>();
  private final Map<String, Fields> sources = new HashMap<>();
  private final Map<String, String> terms =
      Job.TERMS.stream().collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  // The two sides must do the same work on a telephone number; it is not what is compared.
  private final Converter<String, String> phone = Converters.phone("33", "0");

  Merge(LeanAdapter crm) {
    this.crm = crm;
  }

  /** The write that a change asks for; null where nothing is to be written. */
  public @Nullable Write plan(Change change) {
    Fields erp = change.shown().orElseThrow().fields();
    String id = change.id().value();
    Fields mapped = map(erp);
    Linked linked = links.get(id);
    if (linked == null) {
      sources.put(id, erp);
      return new Write.Create(id, "erp:" + id, mapped);
    }
    Fields.Builder changed = Fields.builder();
    Fields.Builder before = Fields.builder();
    for (Field<?> field : Job.FIELDS) {
      if (!erp.same(field, linked.erpBase()) && !mapped.same(field, linked.crmBase())) {
        changed.copy(field, mapped);
        before.copy(field, linked.crmBase());
      }
    }
    Fields difference = changed.build();
    if (difference.isEmpty()) {
      links.put(id, new Linked(linked.crm(), erp, linked.crmBase()));
      return null;
    }
    sources.put(id, erp);
    return new Write.Update(id, linked.crm(), difference, before.build(), null);
  }

  private Fields map(Fields erp) {
    return Fields.builder()
        .copy(Customer.CODE, erp)
        .copy(Customer.NAME, erp)
        .copy(Customer.SIRET, erp)
        .copy(Customer.VAT_NUMBER, erp)
        .set(
            Customer.EMAIL,
            erp.get(Customer.EMAIL).map(text -> text.toLowerCase(Locale.ROOT)).orElse(null))
        .set(Customer.PHONE, erp.get(Customer.PHONE).map(this::phone).orElse(null))
        .set(Customer.PAYMENT_TERMS, erp.get(Customer.PAYMENT_TERMS).map(terms::get).orElse(null))
        .copy(Customer.STATE, erp)
        .build();
  }

  private String phone(String text) {
    return phone.toRight(text, Optional.empty()) instanceof Conversion.Value<String> value
        ? value.value()
        : text;
  }

  /** Writes what is left of a page and takes the answers as what both sides agree on. */
  public void write(@Nullable List<Write> writes) {
    if (writes == null) {
      return;
    }
    for (int from = 0; from < writes.size(); from += LeanAdapter.BATCH) {
      int to = Math.min(writes.size(), from + LeanAdapter.BATCH);
      crm.write(writes.subList(from, to)).forEach(this::settle);
    }
  }

  private void settle(WriteResult result) {
    if (!(result instanceof Written written)) {
      throw new IllegalStateException("not written: " + result.key());
    }
    Fields erp = sources.remove(written.key());
    if (erp == null) {
      throw new IllegalStateException("an answer to what was not asked: " + result.key());
    }
    links.put(written.key(), new Linked(written.snapshot().id(), erp, written.snapshot().fields()));
  }
}
