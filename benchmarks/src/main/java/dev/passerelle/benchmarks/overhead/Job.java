package dev.passerelle.benchmarks.overhead;

import dev.passerelle.benchmarks.LeanSystem;
import dev.passerelle.core.mapping.CodeTable;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The work of both sides: an ERP of linked customers and what happens to it. Of the changes, half
 * are new values of a linked customer, three in twenty are new customers, one in ten changes
 * nothing that is mapped to another value, and a quarter shows again what was shown before.
 */
final class Job {
  static final List<Field<?>> FIELDS =
      List.of(
          Customer.CODE,
          Customer.NAME,
          Customer.SIRET,
          Customer.VAT_NUMBER,
          Customer.EMAIL,
          Customer.PHONE,
          Customer.PAYMENT_TERMS,
          Customer.STATE);

  /** Terms of payment are coded one way in the ERP and another way in the CRM. */
  static final List<String[]> TERMS =
      List.of(
          new String[] {"30J", "net_30"},
          new String[] {"45FM", "end_of_month_45"},
          new String[] {"CPT", "cash"});

  final LeanSystem erp;
  final LeanSystem crm = new LeanSystem("crm", Customer.TYPE, FIELDS, 0, Job::erp);
  private final int changes;
  private final int linked;

  Job(int changes) {
    this.changes = changes;
    linked = changes * 6 / 10;
    erp = new LeanSystem("erp", Customer.TYPE, FIELDS, linked, Job::erp);
  }

  private static Fields erp(int n) {
    return Fields.builder()
        .set(Customer.CODE, "C" + n)
        .set(Customer.NAME, "Etablissements Numero " + n)
        .set(Customer.SIRET, Long.toString(30_000_000_000_000L + n))
        .set(Customer.VAT_NUMBER, "FR" + (40_000_000_000L + n))
        .set(Customer.EMAIL, "Contact." + n + "@Client" + n + ".example")
        .set(Customer.PHONE, Long.toString(100_000_000L + n).replaceFirst("1", "05"))
        .set(Customer.PAYMENT_TERMS, TERMS.get(n % TERMS.size())[0])
        .set(Customer.STATE, Customer.ACTIVE)
        .build();
  }

  static CodeTable terms() {
    CodeTable table = CodeTable.of("terms", Map.of());
    for (String[] pair : TERMS) {
      table = table.pair(pair[0], pair[1]);
    }
    return table;
  }

  /** Half of the changes are updates, and so on; mixed, so that every page has some of each. */
  void happen() {
    int edited = 0;
    for (int i = 0; i < changes; i++) {
      int kind = i % 20;
      if (kind < 10) {
        edit(edited++ % linked, i);
      } else if (kind < 13) {
        erp.add(erp(linked + i));
      } else if (kind < 15) {
        sameMeaning(edited++ % linked);
      } else {
        erp.repeat(i < 1015 ? i - 15 : i - 1015);
      }
    }
  }

  private void edit(int number, int i) {
    erp.edit(
        number,
        i % 2 == 0
            ? Fields.of(Customer.NAME, "Nouveau nom " + i)
            : Fields.of(
                Customer.PAYMENT_TERMS,
                TERMS.get((number + 1) % TERMS.size())[0],
                Customer.EMAIL,
                "nouveau." + i + "@client.example"));
  }

  /** Another spelling of the e-mail address, which the mapping levels out. */
  private void sameMeaning(int number) {
    erp.edit(
        number,
        Fields.of(
            Customer.EMAIL,
            erp.fields(number).get(Customer.EMAIL).orElseThrow().toUpperCase(Locale.ROOT)));
  }

  /** Whether the whole job was done: every customer of the ERP is in the CRM as it is now. */
  void check() {
    long expected = linked + changes / 20 * 13L;
    if (erp.size() != crm.size() || crm.written() != expected) {
      throw new IllegalStateException(
          crm.size()
              + " of "
              + erp.size()
              + " customers, "
              + crm.written()
              + " written instead of "
              + expected);
    }
    Map<String, Fields> inCrm = new HashMap<>();
    for (int n = 0; n < crm.size(); n++) {
      inCrm.put(crm.fields(n).get(Customer.CODE).orElseThrow(), crm.fields(n));
    }
    for (int n = 0; n < erp.size(); n++) {
      Fields here = erp.fields(n);
      Fields there = inCrm.get(here.get(Customer.CODE).orElseThrow());
      if (there == null
          || !here.same(Customer.NAME, there)
          || !here.get(Customer.EMAIL)
              .map(text -> text.toLowerCase(Locale.ROOT))
              .equals(there.get(Customer.EMAIL))) {
        throw new IllegalStateException("customer " + n + " differs");
      }
    }
  }
}
