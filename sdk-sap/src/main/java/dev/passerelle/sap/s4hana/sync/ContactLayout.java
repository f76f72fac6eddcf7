package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Ref;
import dev.passerelle.sap.common.Outcomes;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * People: business partners of the category person, with their relationships to customers (fact
 * sheet §2.1). The partner's number is the id. E-mail, phone and function belong to the
 * relationship with the main customer.
 */
final class ContactLayout {
  private static final Set<Capability> CAN =
      Set.of(
          Capability.CHANGES,
          Capability.LIST,
          Capability.FIND,
          Capability.CREATE,
          Capability.UPDATE,
          Capability.ETAG);
  private static final Set<String> RELATED = Set.of("BusinessPartner", Relations.ROWS);

  private ContactLayout() {}

  static EntityMap map(Site site, Selection selection) {
    Relations relations = new Relations(site);
    Source source =
        Source.of(
            S4HanaApi.BUSINESS_PARTNER,
            "A_BusinessPartner",
            "BusinessPartner",
            "BusinessPartner",
            ODataFilter.eq("BusinessPartnerCategory", "1"),
            "A_BusinessPartner");
    Layout layout =
        Layout.of(Contact.TYPE, source)
            .stamp(Stamp.dayAndTime("LastChangeDate", "LastChangeTime"))
            .created(Stamp.dayAndTime("CreationDate", "CreationTime"))
            .findBy(Contact.EMAIL, relations::byEmail)
            .can(CAN)
            .reference(
                site.codes().referenceProperty(Contact.TYPE, "BusinessPartnerIDByExtSystem"), 20)
            .page(100)
            .extras(relations)
            .listed(row -> !row.rows(Relations.ROWS).isEmpty())
            .completion((create, body, outcomes) -> complete(site, create, body, outcomes))
            .after(relations)
            .build();
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>();
    Layouts.put(all, Plain.text(Contact.FIRST_NAME, "FirstName", 40).header());
    Layouts.put(all, Plain.text(Contact.LAST_NAME, "LastName", 40).header().required());
    Layouts.put(all, reach(Contact.EMAIL, "EmailAddress", 241));
    Layouts.put(all, reach(Contact.PHONE, "PhoneNumber", 30));
    Layouts.put(all, reach(Contact.JOB_TITLE, "ContactPersonFunctionName", 40));
    Layouts.put(all, customers());
    Layouts.put(all, primary());
    site.codes()
        .properties(Contact.TYPE)
        .forEach((field, property) -> all.put(field, Plain.chosen(field, property).header()));
    return Layouts.map(site, layout, all, selection);
  }

  /** A property of the relationship with the main customer. */
  private static Binding<String> reach(Field<String> field, String property, int length) {
    return new Binding<>(
        FieldRule.of(field).maxLength(length).normalForm(String::strip),
        RELATED,
        person ->
            Relations.main(person)
                .flatMap(row -> row.one(Relations.FUNCTION))
                .flatMap(row -> row.text(property))
                .orElse(null),
        (body, value, before) -> Relations.reach(body, property, value == null ? "" : value));
  }

  private static Binding<Set<Ref>> customers() {
    return new Binding<>(
        FieldRule.of(Contact.CUSTOMERS).required(),
        RELATED,
        person -> {
          Set<Ref> refs = new LinkedHashSet<>();
          for (S4Record row : person.rows(Relations.ROWS)) {
            row.text(Relations.CUSTOMER)
                .ifPresent(number -> refs.add(Ref.to(Customer.TYPE, number)));
          }
          return refs;
        },
        (body, value, before) -> {
          Set<String> numbers = new LinkedHashSet<>();
          (value == null ? Set.<Ref>of() : value).forEach(ref -> numbers.add(ref.value()));
          body.note(Relations.CUSTOMERS, List.copyOf(numbers));
        });
  }

  private static Binding<Ref> primary() {
    return new Binding<>(
        FieldRule.of(Contact.PRIMARY_CUSTOMER),
        RELATED,
        person ->
            Relations.main(person)
                .flatMap(row -> row.text(Relations.CUSTOMER))
                .map(number -> Ref.to(Customer.TYPE, number))
                .orElse(null),
        (body, value, before) -> body.note(Relations.MAIN, value == null ? null : value.value()));
  }

  private static boolean complete(Site site, Write.Create create, Body body, Outcomes outcomes) {
    boolean nobodys =
        create.fields().isBlank(Contact.CUSTOMERS)
            && create.fields().isBlank(Contact.PRIMARY_CUSTOMER);
    if (nobodys) {
      outcomes.refuse(
          create.key(),
          ErrorCode.REFERENCE_MISSING,
          FieldError.of(Contact.CUSTOMERS.name(), "REQUIRED", "a person has a customer"));
      return false;
    }
    body.put("BusinessPartnerCategory", "1");
    if (!site.codes().grouping(true).isEmpty()) {
      body.put("BusinessPartnerGrouping", site.codes().grouping(true));
    }
    body.put("to_BusinessPartnerRole", List.of(Map.of("BusinessPartnerRole", "BUP001")));
    return true;
  }
}
