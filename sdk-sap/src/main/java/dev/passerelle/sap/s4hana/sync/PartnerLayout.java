package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.http.odata.ODataDialect;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Life;
import dev.passerelle.sap.common.Outcomes;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.S4HanaCodes;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Customers: business partners with a customer number (fact sheet §2.1). That number is the id,
 * since documents and open items name it.
 */
final class PartnerLayout {
  private static final String TAX = "to_BusinessPartnerTax";
  private static final String BLOCK = "OrderIsBlockedForCustomer";
  private static final String ARCHIVE = "IsMarkedForArchiving";
  private static final int REFERENCE = 20;

  private PartnerLayout() {}

  static Source source() {
    return Source.of(
        S4HanaApi.BUSINESS_PARTNER,
        "A_BusinessPartner",
        "BusinessPartner",
        "Customer",
        ODataFilter.ne("Customer", ""),
        "A_Customer");
  }

  static boolean isCustomer(S4Record row) {
    return row.text("Customer").isPresent();
  }

  static EntityMap map(Site site, Selection selection) {
    S4HanaCodes codes = site.codes();
    Layout layout =
        Layout.of(Customer.TYPE, source())
            .always(ARCHIVE, "to_Customer/Customer", "to_Customer/" + BLOCK)
            .stamp(Stamp.dayAndTime("LastChangeDate", "LastChangeTime"))
            .created(Stamp.dayAndTime("CreationDate", "CreationTime"))
            .member(PartnerLayout::isCustomer)
            .dormant(PartnerLayout::isDormant)
            .findBy(Customer.CODE, Finder.by("Customer"))
            .findBy(Customer.NAME, Finder.by("OrganizationBPName1"))
            .findBy(Customer.VAT_NUMBER, new PartnerFinders(site)::byTaxNumber)
            .findBy(Customer.EMAIL, new PartnerFinders(site)::byEmail)
            .can(Layouts.MASTER)
            .reference(
                codes.referenceProperty(Customer.TYPE, "BusinessPartnerIDByExtSystem"), REFERENCE)
            .page(1000)
            .completion((create, body, outcomes) -> complete(site, create, body, outcomes))
            .life((body, life) -> sleep(site, body, life == Life.ARCHIVED))
            .build();
    return Layouts.map(site, layout, fields(site), selection);
  }

  private static Map<Field<?>, Binding<?>> fields(Site site) {
    S4HanaCodes codes = site.codes();
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>();
    Layouts.put(
        all,
        Binding.readOnly(
            Customer.CODE, Set.of("Customer"), row -> row.number("Customer").orElse(null)));
    Layouts.put(all, name());
    codes.taxNumbers().forEach((field, type) -> Layouts.put(all, tax(field, type)));
    Layouts.put(all, Reach.EMAIL.binding(site, Customer.EMAIL, 241));
    Layouts.put(all, Reach.PHONE.binding(site, Customer.PHONE, 30));
    Layouts.put(all, Reach.WEBSITE.binding(site, Customer.WEBSITE, 2048));
    Layouts.put(all, Addresses.binding(site, Customer.BILLING_ADDRESS, true));
    Layouts.put(all, Addresses.binding(site, Customer.SHIPPING_ADDRESS, false));
    Places area = Places.salesArea(codes);
    Layouts.put(all, Plain.text(Customer.PAYMENT_TERMS, "CustomerPaymentTerms", 4).at(area));
    Layouts.put(all, Plain.text(Customer.PRICE_CATEGORY, codes.priceCategory(), 2).at(area));
    Layouts.put(all, state(site));
    codes
        .properties(Customer.TYPE)
        .forEach((field, property) -> all.put(field, chosen(codes, field, property)));
    return all;
  }

  private static Binding<String> name() {
    return new Binding<>(
        FieldRule.of(Customer.NAME).maxLength(40).required().normalForm(String::strip),
        Set.of("OrganizationBPName1", "BusinessPartnerCategory", "BusinessPartnerFullName"),
        row ->
            row.text("OrganizationBPName1")
                .or(() -> row.text("BusinessPartnerFullName"))
                .orElse(null),
        PartnerLayout::writeName);
  }

  private static void writeName(Body body, @Nullable String value, @Nullable String before) {
    boolean person =
        body.current().flatMap(row -> row.text("BusinessPartnerCategory")).equals(Optional.of("1"));
    if (person) {
      body.refuse(
          FieldError.of(
              Customer.NAME.name(), "PERSON", "a person's first and last name are not changed"));
    } else {
      body.put("OrganizationBPName1", value == null ? "" : value);
    }
  }

  /** A row per tax type; emptied, it is removed. */
  private static Binding<String> tax(Field<String> field, String type) {
    return new Binding<>(
        FieldRule.of(field).maxLength(20).normalForm(String::strip),
        Set.of(
            "BusinessPartner",
            TAX + "/BusinessPartner",
            TAX + "/BPTaxType",
            TAX + "/BPTaxNumber",
            TAX + "/BPTaxLongNumber"),
        partner ->
            taxRow(partner, type)
                .flatMap(row -> row.text("BPTaxNumber").or(() -> row.text("BPTaxLongNumber")))
                .orElse(null),
        (body, value, before) -> writeTax(body, type, value));
  }

  private static Optional<S4Record> taxRow(S4Record partner, String type) {
    return partner.rows(TAX).stream()
        .filter(row -> row.text("BPTaxType").equals(Optional.of(type)))
        .findFirst();
  }

  private static void writeTax(Body body, String type, @Nullable String value) {
    boolean blank = value == null || value.isBlank();
    Optional<S4Record> row = body.current().flatMap(partner -> taxRow(partner, type));
    String number = body.current().flatMap(it -> it.text("BusinessPartner")).orElse("?");
    var key = Steps.key("BusinessPartner", number, "BPTaxType", type);
    if (row.isPresent() && blank) {
      body.removed("A_BusinessPartnerTaxNumber", key, row.get());
    } else if (row.isPresent()) {
      body.part("A_BusinessPartnerTaxNumber", key, row.get()).put("BPTaxNumber", value);
    } else if (!blank) {
      Map<String, @Nullable Object> made =
          body.isNew()
              ? body.inside(type, TAX)
              : body.added(
                  "A_BusinessPartner" + Steps.key(number).encoded(ODataDialect.V2) + "/" + TAX,
                  type);
      made.put("BPTaxType", type);
      made.put("BPTaxNumber", value);
    }
  }

  private static Binding<?> chosen(S4HanaCodes codes, Field<?> field, String property) {
    int slash = property.indexOf('/');
    String name = property.substring(slash + 1);
    Plain<?> plain = Plain.chosen(field, name);
    if (slash < 0) {
      return plain.header();
    }
    return switch (property.substring(0, slash)) {
      case "to_CustomerSalesArea" -> plain.at(Places.salesArea(codes));
      case "to_CustomerCompany" ->
          plain.at(Places.company(codes.companies().keySet().stream().findFirst().orElse("")));
      default -> plain.at(Places.customer());
    };
  }

  private static Binding<String> state(Site site) {
    return new Binding<>(
        FieldRule.of(Customer.STATE),
        Set.of(ARCHIVE, "to_Customer/Customer", "to_Customer/" + BLOCK),
        row -> isDormant(row) ? Customer.DORMANT : Customer.ACTIVE,
        (body, value, before) ->
            sleep(site, body, value != null && !value.isBlank() && !value.equals(Customer.ACTIVE)));
  }

  private static boolean isDormant(S4Record row) {
    return row.yes(ARCHIVE) || row.one("to_Customer").flatMap(it -> it.text(BLOCK)).isPresent();
  }

  /** "Stop selling" is the block for orders; the mark for archiving would one day delete. */
  private static void sleep(Site site, Body body, boolean asleep) {
    Places.customer().values().apply(body).put(BLOCK, asleep ? site.codes().orderBlock() : "");
    if (!asleep && body.current().map(row -> row.yes(ARCHIVE)).orElse(false)) {
      body.put(ARCHIVE, false);
    }
  }

  private static boolean complete(Site site, Write.Create create, Body body, Outcomes outcomes) {
    S4HanaCodes codes = site.codes();
    body.put("BusinessPartnerCategory", "2");
    if (!codes.grouping(false).isEmpty()) {
      body.put("BusinessPartnerGrouping", codes.grouping(false));
    }
    List<Map<String, Object>> roles = new ArrayList<>();
    codes.customerRoles().forEach(role -> roles.add(Map.of("BusinessPartnerRole", role)));
    body.put("to_BusinessPartnerRole", roles);
    Places.salesArea(codes).values().apply(body).put("Currency", codes.currency());
    codes
        .companies()
        .forEach(
            (code, account) -> {
              Map<String, @Nullable Object> company = Places.ofCompany(code, body);
              if (!account.isEmpty()) {
                company.put("ReconciliationAccount", account);
              }
            });
    return true;
  }
}
