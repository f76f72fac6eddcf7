package dev.passerelle.benchmarks;

import static dev.passerelle.core.mapping.Terms.ownedBy;

import dev.passerelle.core.Creates;
import dev.passerelle.core.Guards;
import dev.passerelle.core.MatchKey;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import java.util.List;

/** Customers of an ERP that are mirrored in a CRM: the usual work of the benchmarks. */
public final class Customers {
  /** The fields of a customer. */
  public static final List<Field<?>> FIELDS =
      List.of(Customer.CODE, Customer.NAME, Customer.SIRET, Customer.VAT_NUMBER, Customer.PHONE);

  private Customers() {}

  /** The customer of a number. */
  public static Fields of(int n) {
    return Fields.builder()
        .set(Customer.CODE, "C" + n)
        .set(Customer.NAME, "Etablissements Numero " + n)
        .set(Customer.SIRET, Long.toString(30_000_000_000_000L + n))
        .set(Customer.VAT_NUMBER, "FR" + (40_000_000_000L + n))
        .set(Customer.PHONE, "+33" + (500_000_000L + n))
        .build();
  }

  /** A system with so many of them. */
  public static LeanSystem system(String name, int many) {
    return new LeanSystem(name, Customer.TYPE, FIELDS, many, Customers::of);
  }

  /** The flow that mirrors them: the ERP owns every field, and new ones are created in the CRM. */
  public static RecordSync flow() {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Customer.CODE, ownedBy("erp"))
            .bind(Customer.NAME, ownedBy("erp"))
            .bind(Customer.SIRET, ownedBy("erp"))
            .bind(Customer.VAT_NUMBER, ownedBy("erp"))
            .bind(Customer.PHONE, ownedBy("erp"));
    return RecordSync.of("customers", Customer.TYPE, mapping)
        .match(MatchKey.on(Customer.SIRET))
        .creates("crm", Creates.always())
        .guards(Guards.OFF)
        .build();
  }
}
