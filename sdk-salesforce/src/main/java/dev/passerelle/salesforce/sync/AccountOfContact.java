package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Ref;
import dev.passerelle.salesforce.model.ObjectDescription;
import dev.passerelle.salesforce.model.SalesforceIds;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The customers of a person: Salesforce's contact has one account, so a set of one. Of several the
 * one that is there already stays, else the first in order is taken.
 */
final class AccountOfContact implements Binding<Set<Ref>> {
  private static final String COLUMN = "AccountId";

  private final ObjectDescription description;

  AccountOfContact(ObjectDescription description) {
    this.description = description;
  }

  @Override
  public Field<Set<Ref>> field() {
    return Contact.CUSTOMERS;
  }

  @Override
  public List<String> columns() {
    return List.of(COLUMN);
  }

  @Override
  public boolean there() {
    return description.has(COLUMN);
  }

  @Override
  public @Nullable Set<Ref> read(SalesforceRecord record) {
    return record
        .text(COLUMN)
        .map(id -> Set.of(Ref.to(Customer.TYPE, SalesforceIds.of18(id))))
        .orElse(Set.of());
  }

  @Override
  public void write(
      @Nullable Set<Ref> value, @Nullable Set<Ref> before, Map<String, @Nullable Object> into) {
    Set<Ref> wanted = value == null ? Set.of() : value;
    boolean stays = before != null && before.size() == 1 && wanted.containsAll(before);
    if (!stays) {
      into.put(COLUMN, one(wanted).stream().map(Ref::value).findFirst().orElse(null));
    }
  }

  @Override
  public FieldRule<Set<Ref>> rule() {
    return FieldRule.of(Contact.CUSTOMERS).normalForm(AccountOfContact::one);
  }

  private static Set<Ref> one(Set<Ref> all) {
    return all.stream().min(Comparator.comparing(Ref::value)).map(Set::of).orElse(Set.of());
  }

  @Override
  public List<Wanted> wanted() {
    return List.of(
        new Wanted(description.name(), COLUMN, field().name(), Wanted.Kind.ACCOUNT, true));
  }
}
