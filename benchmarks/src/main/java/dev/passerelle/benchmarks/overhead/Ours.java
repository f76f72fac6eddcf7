package dev.passerelle.benchmarks.overhead;

import static dev.passerelle.core.mapping.Terms.ownedBy;

import dev.passerelle.benchmarks.Sample;
import dev.passerelle.core.Creates;
import dev.passerelle.core.Guards;
import dev.passerelle.core.MatchKey;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.mapping.Converters;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.state.InMemoryStateStore;

/** The engine as an embedder builds it, with its state in memory. */
final class Ours {
  private Ours() {}

  static RecordSync customers() {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Customer.CODE, ownedBy("erp"))
            .bind(Customer.NAME, ownedBy("erp"))
            .bind(Customer.SIRET, ownedBy("erp"))
            .bind(Customer.VAT_NUMBER, ownedBy("erp"))
            .bind(Customer.EMAIL, Converters.lowerCase(), ownedBy("erp"))
            .bind(Customer.PHONE, Converters.phone("33", "0"), ownedBy("erp"))
            .bind(Customer.PAYMENT_TERMS, Converters.code(Job.terms()), ownedBy("erp"))
            .bind(Customer.STATE, ownedBy("erp"));
    return RecordSync.of("customers", Customer.TYPE, mapping)
        .match(MatchKey.on(Customer.SIRET))
        .creates("crm", Creates.always())
        .guards(Guards.OFF)
        .build();
  }

  /** Links everything first; what is measured is one run that takes in and decides the changes. */
  static Sample run(Job job) throws Exception {
    try (SyncRuntime runtime = SyncRuntime.on(new InMemoryStateStore()).build();
        SyncEngine engine =
            SyncEngine.of("b1", runtime)
                .system("erp", job.erp.connector())
                .system("crm", job.crm.connector())
                .sync(customers())
                .build()) {
      engine.run();
      job.happen();
      return Sample.of(engine::run);
    }
  }
}
