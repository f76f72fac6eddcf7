package dev.passerelle.benchmarks.distance;

import static dev.passerelle.core.mapping.Terms.ownedBy;

import dev.passerelle.benchmarks.LeanSystem;
import dev.passerelle.core.Creates;
import dev.passerelle.core.Guards;
import dev.passerelle.core.MatchKey;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import java.util.List;
import java.util.Map;

/** The customers that both sides bring to the CRM. */
final class Work {
  private Work() {}

  static String name(int n, int edition) {
    return "Etablissements " + n + (edition == 0 ? "" : " et Fils " + edition);
  }

  static Fields customer(int n, int edition) {
    return Fields.of(Customer.CODE, "C" + n, Customer.NAME, name(n, edition));
  }

  static LeanSystem erp(int customers) {
    return new LeanSystem(
        "erp",
        Customer.TYPE,
        List.of(Customer.CODE, Customer.NAME),
        customers,
        n -> customer(n, 0));
  }

  /** The same as a hand writes it. */
  static CompanyApi.Properties properties(int n, int edition) {
    return new CompanyApi.Properties(Map.of(CompanyApi.CODE, "C" + n, "name", name(n, edition)));
  }

  static RecordSync flow() {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Customer.CODE, ownedBy("erp"))
            .bind(Customer.NAME, ownedBy("erp"));
    return RecordSync.of("customers", Customer.TYPE, mapping)
        .match(MatchKey.on(Customer.CODE))
        .creates("crm", Creates.always())
        .guards(Guards.OFF)
        .build();
  }
}
