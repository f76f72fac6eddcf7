package dev.passerelle.samples;

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
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.gate.Gates;
import dev.passerelle.core.mapping.CodeTable;
import dev.passerelle.core.mapping.Converters;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.mapping.MissingReference;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.StockLevel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** The flows of a trading company: Sage 100 on the left, HubSpot on the right. */
final class NegoceFlows {
  static final Field<BigDecimal> OCTROI_DE_MER = Field.decimal("octroi_de_mer");

  private static final Set<String> APPROVED = Set.of("APPROVED", "APPROVAL_NOT_NEEDED");

  private final Path codes;
  private final Set<String> excluded;

  NegoceFlows(Path codes, Set<String> excluded) {
    this.codes = codes;
    this.excluded = excluded;
  }

  private CodeTable table(String name) {
    return CodeTable.csv(name, codes.resolve(name + ".csv"));
  }

  RecordSync customers() {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Customer.NAME, ownedBy("erp"))
            .bind(Customer.CODE, ownedBy("erp"))
            .bind(
                Customer.BILLING_ADDRESS,
                Converters.addressCountry(table("countries")),
                ownedBy("erp"))
            .bind(
                Customer.PHONE,
                Converters.phone("33", "0"),
                shared(ConflictPolicies.newest("erp", Duration.ofMinutes(1))))
            .bind(Customer.EMAIL, ownedBy("crm"))
            .bind(Customer.SIRET, ownedBy("erp"))
            .bind(Customer.VAT_NUMBER, ownedBy("erp"))
            .bind(Customer.OWNER, Converters.code(table("reps")), setAtCreate("erp"))
            .bind(Customer.PAYER, ownedBy("erp"))
            .bind(Customer.PAYER_CODE, ownedBy("erp"))
            .bind(
                Customer.PRICE_CATEGORY, Converters.code(table("price-categories")), ownedBy("erp"))
            .bind(Customer.STATE, ownedBy("erp"));
    return RecordSync.of("customers", Customer.TYPE, mapping)
        .match(
            MatchKey.on(Customer.SIRET),
            MatchKey.on(Customer.VAT_NUMBER).whenTaken(Taken.NEXT),
            MatchKey.domain(Customer.EMAIL, Customer.WEBSITE, Customer.DOMAIN)
                .whenTaken(Taken.NEXT))
        .onLikeness(Likeness.NOTICE, Customer.NAME)
        .creates("crm", Creates.always())
        .creates("erp", Creates.onDemand())
        .filter("erp", customer -> !excluded.contains(customer.get(Customer.CODE).orElse("-")))
        .onVanish("erp", Vanish.mark(Customer.STATE, Customer.DELETED))
        .build();
  }

  RecordSync balances() {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(CustomerBalance.OUTSTANDING, ownedBy("erp"))
            .bind(CustomerBalance.ACCOUNTING, ownedBy("erp"))
            .bind(CustomerBalance.INVOICES, ownedBy("erp"))
            .bind(CustomerBalance.DELIVERIES, ownedBy("erp"))
            .bind(CustomerBalance.CREDIT_LIMIT, ownedBy("erp"))
            .bind(CustomerBalance.OVERRUN, ownedBy("erp"))
            .bind(CustomerBalance.OVERDUE, ownedBy("erp"))
            .bind(CustomerBalance.OLDEST_DUE_DATE, ownedBy("erp"))
            .bind(CustomerBalance.DAYS_OVERDUE, ownedBy("erp"))
            .bind(CustomerBalance.UNALLOCATED_CREDIT, ownedBy("erp"))
            .bind(CustomerBalance.CREDIT_STATE, ownedBy("erp"))
            .bind(CustomerBalance.AS_OF, along("erp", Duration.ofHours(24)));
    return RecordSync.of("balances", CustomerBalance.TYPE, mapping).build();
  }

  RecordSync contacts() {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Contact.LAST_NAME, ownedBy("erp"))
            .bind(Contact.FIRST_NAME, ownedBy("erp"))
            .bind(Contact.JOB_TITLE, ownedBy("erp"))
            .bind(Contact.EMAIL, ownedBy("erp"))
            .bind(Contact.MOBILE, Converters.phone("33", "0"), ownedBy("erp"))
            .bind(Contact.CUSTOMERS, ownedBy("erp"));
    return RecordSync.of("contacts", Contact.TYPE, mapping)
        .match(MatchKey.email(Contact.EMAIL).whenTaken(Taken.ALIAS))
        .creates(
            "crm",
            Creates.always()
                .when(contact -> !contact.isBlank(Contact.EMAIL))
                .elseNotice(ErrorCode.CONTACT_WITHOUT_EMAIL))
        .build();
  }

  RecordSync products() {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Product.SKU, ownedBy("erp"))
            .bind(Product.NAME, ownedBy("erp"))
            .bind(Product.PRICE, ownedBy("erp"))
            .bind(Product.VAT_RATE, ownedBy("erp"))
            .bind(Product.UNIT, ownedBy("erp"))
            .bind(Product.STATE, ownedBy("erp"))
            .bind(OCTROI_DE_MER, ownedBy("erp"));
    return RecordSync.of("products", Product.TYPE, mapping)
        .match(MatchKey.on(Product.SKU))
        .creates(
            "crm",
            Creates.always().when(p -> !Customer.DORMANT.equals(p.get(Product.STATE).orElse(""))))
        .build();
  }

  /** Validated quote to Sage order; what became of it is shown on the quote. */
  DocumentFlow quotes() {
    Mapping mapping =
        Mapping.between("crm", "erp")
            .bind(
                Quote.CUSTOMER,
                SalesOrder.CUSTOMER,
                ownedBy("crm").onMissingReference(MissingReference.REQUEST))
            .bind(Quote.LINES, SalesOrder.LINES, ownedBy("crm"))
            .derive(
                "erp",
                SalesOrder.EXTERNAL_NUMBER,
                Set.of(Quote.NUMBER),
                quote -> quote.get(Quote.NUMBER).map(number -> "HS " + number));
    return DocumentFlow.of("quotes", Quote.TYPE, SalesOrder.TYPE, mapping)
        .when(
            quote ->
                APPROVED.contains(quote.get(Quote.STATUS).orElse(""))
                    && quote.get(Quote.SEND).orElse(false),
            Quote.STATUS,
            Quote.SEND,
            Quote.NET,
            Quote.GROSS)
        .expiresOn(Quote.EXPIRES)
        .reference(ReferenceFormat.ID_ONLY)
        .gates(Gates.usual())
        .build();
  }

  RecordSync stock() {
    Mapping mapping = Mapping.between("erp", "crm").bind(StockLevel.AVAILABLE, ownedBy("erp"));
    return RecordSync.of("stock", StockLevel.TYPE, mapping).build();
  }
}
