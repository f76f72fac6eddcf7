package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.sap.common.Outcomes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Customers: business partners of that kind (fact sheet §2.1). The code is the id. */
final class PartnerLayout {
  static final String SET = "BusinessPartners";
  static final Set<String> COLLECTIONS = Set.of("BPAddresses", "ContactEmployees");

  private PartnerLayout() {}

  static Source source() {
    return Source.byText(SET, "CardCode", ODataFilter.eq("CardType", "cCustomer"));
  }

  static EntityMap map(Site site, Selection selection) {
    EntityMap.Layout layout =
        new EntityMap.Layout(
            Customer.TYPE,
            List.of(source()),
            "OCRD",
            COLLECTIONS,
            Layouts::isDormant,
            true,
            Set.of(Customer.CODE, Customer.VAT_NUMBER, Customer.EMAIL, Customer.NAME),
            Layouts.MASTER,
            new NewPartner(site));
    return Layouts.map(site, layout, fields(site), selection);
  }

  static Map<Field<?>, Binding<?>> fields(Site site) {
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>();
    Layouts.put(all, code());
    Layouts.put(all, Binding.text(Customer.NAME, "CardName", 100).required());
    Layouts.put(all, Binding.text(Customer.VAT_NUMBER, "FederalTaxID", 32));
    Layouts.put(all, Binding.text(Customer.EMAIL, "EmailAddress", 100));
    Layouts.put(all, Binding.text(Customer.PHONE, "Phone1", 20));
    Layouts.put(all, Binding.text(Customer.WEBSITE, "Website", 100));
    Layouts.put(all, Binding.text(Customer.NOTE, "FreeText", 0));
    Layouts.put(all, Binding.number(Customer.OWNER, "SalesPersonCode", true));
    Layouts.put(all, Binding.number(Customer.PRICE_CATEGORY, "PriceListNum", false));
    Layouts.put(all, Binding.number(Customer.PAYMENT_TERMS, "PayTermsGrpCode", true));
    Layouts.put(all, Binding.text(Customer.TAX_CATEGORY, "VatGroup", 8));
    Layouts.put(all, Layouts.state(Customer.STATE));
    Layouts.put(all, Addresses.binding(Customer.BILLING_ADDRESS, true, site.settings()));
    Layouts.put(all, Addresses.binding(Customer.SHIPPING_ADDRESS, false, site.settings()));
    Layouts.put(
        all,
        Binding.readOnly(
            Customer.PAYER,
            Set.of("FatherCard"),
            row -> row.text("FatherCard").map(code -> Ref.to(Customer.TYPE, code)).orElse(null)));
    Layouts.put(
        all,
        Binding.readOnly(
            Customer.PAYER_CODE, Set.of("FatherCard"), row -> row.text("FatherCard").orElse(null)));
    return all;
  }

  /** The key: given at creation, never changed. */
  private static Binding<String> code() {
    return new Binding<>(
        FieldRule.of(Customer.CODE).maxLength(15).required(),
        Set.of("CardCode"),
        row -> row.text("CardCode").orElse(null),
        (body, value, before) -> {
          if (body.isNew()) {
            body.put("CardCode", value);
          }
        },
        false);
  }

  /** A new customer has a code, or a series that gives it one. */
  private record NewPartner(Site site) implements Completion {
    @Override
    public boolean complete(Write.Create create, Body body, Outcomes outcomes) {
      body.put("CardType", "cCustomer");
      if (!create.fields().isBlank(Customer.CODE)) {
        return true;
      }
      Optional<Integer> series = site.settings().customerSeries();
      if (series.isEmpty()) {
        outcomes.refuse(
            create.key(),
            ErrorCode.VALUE_INVALID,
            FieldError.of(Customer.CODE.name(), "REQUIRED", "no code, and no numbering series"));
        return false;
      }
      body.put("Series", series.get());
      return true;
    }

    @Override
    public Optional<RecordId> existing(Write.Create create) {
      return create.fields().get(Customer.CODE).filter(code -> !code.isEmpty()).map(RecordId::of);
    }
  }
}
