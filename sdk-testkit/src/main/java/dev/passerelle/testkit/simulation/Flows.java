package dev.passerelle.testkit.simulation;

import static dev.passerelle.core.mapping.Terms.along;
import static dev.passerelle.core.mapping.Terms.ownedBy;
import static dev.passerelle.core.mapping.Terms.setAtCreate;
import static dev.passerelle.core.mapping.Terms.shared;

import dev.passerelle.core.Creates;
import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.Likeness;
import dev.passerelle.core.MatchKey;
import dev.passerelle.core.MatchKey.Taken;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.ReferenceFormat;
import dev.passerelle.core.Vanish;
import dev.passerelle.core.conflict.ConflictPolicies;
import dev.passerelle.core.gate.Gates;
import dev.passerelle.core.mapping.Converters;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.mapping.MissingReference;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.StockLevel;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The flows of the simulated trading company: one of each kind of authority. */
final class Flows {
  private Flows() {}

  static List<RecordSync> records(Extras extras) {
    List<RecordSync> flows =
        List.of(customers(extras), balances(), contacts(), products(), stock());
    return extras.invoices()
        ? Stream.concat(flows.stream(), Stream.of(invoices())).toList()
        : flows;
  }

  private static RecordSync invoices() {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Invoice.NUMBER, ownedBy("erp"))
            .bind(Invoice.CUSTOMER, ownedBy("erp"))
            .bind(Invoice.GROSS, ownedBy("erp"))
            .bind(Invoice.PAID, ownedBy("erp"))
            .bind(Invoice.REMAINING, ownedBy("erp"));
    return RecordSync.of("invoices", Invoice.TYPE, mapping)
        .creates("crm", Creates.always())
        .build();
  }

  private static RecordSync customers(Extras extras) {
    Vanish vanish = extras.removes() ? Vanish.archive() : Vanish.mark(Customer.STATE, "deleted");
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Customer.NAME, ownedBy("erp"))
            .bind(Customer.CODE, ownedBy("erp"))
            .bind(Customer.SIRET, ownedBy("erp"))
            .bind(Customer.EMAIL, ownedBy("crm"))
            .bind(Customer.PHONE, shared(ConflictPolicies.newest("erp", Duration.ofSeconds(1))))
            .bind(Customer.NOTE, shared(ConflictPolicies.prefer("crm")))
            .bind(Customer.PAYER, ownedBy("erp"))
            .bind(Customer.OWNER, setAtCreate("erp"))
            .bind(Customer.STATE, ownedBy("erp"));
    return RecordSync.of("customers", Customer.TYPE, mapping)
        .match(MatchKey.on(Customer.SIRET))
        .onLikeness(Likeness.NOTICE, Customer.NAME)
        .creates("crm", Creates.always())
        .creates("erp", Creates.onDemand())
        .onVanish("erp", vanish)
        .build();
  }

  private static RecordSync balances() {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(CustomerBalance.OUTSTANDING, ownedBy("erp"))
            .bind(CustomerBalance.CREDIT_LIMIT, ownedBy("erp"))
            .bind(CustomerBalance.CREDIT_STATE, ownedBy("erp"))
            .bind(CustomerBalance.AS_OF, along("erp", Duration.ofHours(24)));
    return RecordSync.of("balances", CustomerBalance.TYPE, mapping).build();
  }

  private static RecordSync contacts() {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Contact.LAST_NAME, ownedBy("erp"))
            .bind(Contact.EMAIL, ownedBy("erp"))
            .bind(Contact.CUSTOMERS, ownedBy("erp"));
    return RecordSync.of("contacts", Contact.TYPE, mapping)
        .match(MatchKey.email(Contact.EMAIL).whenTaken(Taken.ALIAS))
        .creates("crm", Creates.always())
        .build();
  }

  private static RecordSync products() {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Product.SKU, ownedBy("erp"))
            .bind(Product.NAME, ownedBy("erp"))
            .bind(Product.PRICE, ownedBy("erp"));
    return RecordSync.of("products", Product.TYPE, mapping)
        .match(MatchKey.on(Product.SKU))
        .creates("crm", Creates.always())
        .build();
  }

  private static RecordSync stock() {
    Mapping mapping = Mapping.between("erp", "crm").bind(StockLevel.AVAILABLE, ownedBy("erp"));
    return RecordSync.of("stock", StockLevel.TYPE, mapping).build();
  }

  static DocumentFlow quotes() {
    Mapping mapping =
        Mapping.between("crm", "erp")
            .bind(
                Quote.CUSTOMER,
                SalesOrder.CUSTOMER,
                Converters.same(),
                ownedBy("crm").onMissingReference(MissingReference.REQUEST))
            .bind(Quote.NUMBER, SalesOrder.EXTERNAL_NUMBER, Converters.same(), ownedBy("crm"))
            .bind(Quote.LINES, SalesOrder.LINES, Converters.same(), ownedBy("crm"));
    return DocumentFlow.of("quotes", Quote.TYPE, SalesOrder.TYPE, mapping)
        .when(
            quote -> quote.get(Quote.STATUS).filter("APPROVED"::equals).isPresent(),
            Quote.STATUS,
            Quote.NET,
            Quote.GROSS)
        .expiresOn(Quote.EXPIRES)
        .reference(ReferenceFormat.ID_ONLY)
        .gates(Gates.usual())
        .build();
  }
}
