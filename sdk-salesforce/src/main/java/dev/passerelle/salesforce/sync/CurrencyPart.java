package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The currency in an org that has one only: no column, the same for all, and no other is taken. */
final class CurrencyPart implements Part {
  private final Field<String> field;
  private final String currency;

  CurrencyPart(Field<String> field, String currency) {
    this.field = field;
    this.currency = currency;
  }

  @Override
  public Set<Field<?>> fields() {
    return Set.of(field);
  }

  @Override
  public List<FieldRule<?>> rules() {
    return List.of(FieldRule.of(field).required());
  }

  @Override
  public List<FieldError> refuse(Fields changed) {
    boolean other = changed.has(field) && !changed.get(field).filter(currency::equals).isPresent();
    return other
        ? List.of(FieldError.of(field.name(), "NOT_OFFERED", "the org has one currency"))
        : List.of();
  }

  @Override
  public Map<String, Fields> read(Collection<SalesforceRecord> records) {
    Map<String, Fields> found = new LinkedHashMap<>();
    records.forEach(record -> found.put(record.id(), Fields.of(field, currency)));
    return found;
  }

  @Override
  public List<Trail> trails() {
    return List.of();
  }
}
