package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.sage.sage100.Row;
import dev.passerelle.sage.sage100.SageSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Limits and normal forms of a customer's fields in this company (L12). */
final class CustomerRules {
  /** The column behind each text field. */
  static final Map<Field<String>, String> TEXT_COLUMNS =
      Map.of(
          Customer.CODE, "CT_Num",
          Customer.NAME, "CT_Intitule",
          Customer.SIRET, "CT_Siret",
          Customer.VAT_NUMBER, "CT_Identifiant",
          Customer.EMAIL, "CT_EMail",
          Customer.PHONE, "CT_Telephone",
          Customer.WEBSITE, "CT_Site",
          Customer.NOTE, "CT_Commentaire");

  /** What no outside program may set (contract of the agent §4.1) or what Sage derives. */
  private static final Set<Field<?>> READ_ONLY =
      Set.of(
          Customer.SIREN, Customer.SHIPPING_ADDRESS, Customer.PAYER_CODE, Customer.PAYMENT_TERMS);

  private final Map<Field<?>, FieldRule<?>> rules = new LinkedHashMap<>();

  CustomerRules(SageSchema schema, FreeColumns free) {
    TextRules texts = new TextRules(schema, "F_COMPTET");
    TEXT_COLUMNS.forEach((field, column) -> rules.put(field, texts.text(field, column)));
    rules.put(Customer.NAME, texts.text(Customer.NAME, "CT_Intitule").required());
    rules.put(Customer.CODE, texts.text(Customer.CODE, "CT_Num", Row::normalCode));
    rules.put(Customer.SIRET, texts.text(Customer.SIRET, "CT_Siret", TextRules::compact));
    rules.put(
        Customer.VAT_NUMBER, texts.text(Customer.VAT_NUMBER, "CT_Identifiant", TextRules::compact));
    free.byField().forEach((field, column) -> rules.put(field, free(field, column, texts)));
  }

  @SuppressWarnings("unchecked")
  private static FieldRule<?> free(Field<?> field, String column, TextRules texts) {
    String type = field.type().name();
    return type.equals("text") || type.equals("code")
        ? texts.text((Field<String>) field, column)
        : FieldRule.of(field);
  }

  FieldRule<?> of(Field<?> field) {
    FieldRule<?> rule = rules.get(field);
    if (rule == null) {
      rule = FieldRule.of(field);
    }
    return READ_ONLY.contains(field) ? rule.readOnly() : rule;
  }
}
