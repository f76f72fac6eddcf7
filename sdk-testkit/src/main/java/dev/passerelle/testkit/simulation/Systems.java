package dev.passerelle.testkit.simulation;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.testkit.InMemoryEntity;
import dev.passerelle.testkit.InMemorySystem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The ERP and the CRM of a seed. */
final class Systems {
  static final String ERP_IDENTITY = "NEGOCE971";
  private static final Field<?>[] INVOICED = {
    Invoice.NUMBER, Invoice.CUSTOMER, Invoice.GROSS, Invoice.PAID, Invoice.REMAINING
  };
  private final Setting setting;
  private final Extras extras;
  private final Sabotage sabotage;
  private final Clock clock;

  Systems(Setting setting, Extras extras, Sabotage sabotage, Clock clock) {
    this.setting = setting;
    this.sabotage = sabotage;
    this.extras = extras;
    this.clock = clock;
  }

  InMemorySystem erp() {
    InMemorySystem.Builder builder =
        InMemorySystem.named("erp", clock)
            .identity(ERP_IDENTITY)
            .entity(erpCustomers())
            .entity(
                InMemoryEntity.of(CustomerBalance.TYPE)
                    .fields(
                        CustomerBalance.OUTSTANDING,
                        CustomerBalance.CREDIT_LIMIT,
                        CustomerBalance.CREDIT_STATE,
                        CustomerBalance.AS_OF))
            .entity(inErp(Contact.TYPE).fields(Contact.LAST_NAME, Contact.EMAIL, Contact.CUSTOMERS))
            .entity(
                inErp(Product.TYPE)
                    .fields(Product.SKU, Product.NAME, Product.PRICE, Product.STATE)
                    .findBy(Product.SKU)
                    .findDelay(setting.findDelay()))
            .entity(InMemoryEntity.of(StockLevel.TYPE).fields(StockLevel.AVAILABLE))
            .entity(orders());
    if (extras.invoices()) {
      builder.entity(inErp(Invoice.TYPE).fields(INVOICED));
    }
    InMemorySystem erp = builder.build();
    erp.commitDelay(setting.commitDelay());
    return erp;
  }

  private InMemoryEntity.Builder inErp(EntityType type) {
    InMemoryEntity.Builder builder =
        sized(type).feedDelay(setting.erpDelay()).stampGranularity(setting.stamps());
    return extras.later()
        ? builder.asynchronous(Duration.ofSeconds(90), Duration.ofMinutes(30))
        : builder;
  }

  private InMemoryEntity.Builder sized(EntityType type) {
    InMemoryEntity.Builder entity =
        InMemoryEntity.of(type)
            .pageSize(setting.page())
            .writeBatch(setting.batch())
            .createSafety(setting.safety());
    if (!setting.upsert()) {
      entity.blindCreates();
    }
    return switch (sabotage) {
      case NO_OVERLAP -> entity.overlap(Duration.ofMillis(1));
      case LAGGING_LOOKUP -> entity.lookUpsLag().findDelay(Duration.ofMinutes(10));
      default -> entity;
    };
  }

  private InMemoryEntity.Builder erpCustomers() {
    return inErp(Customer.TYPE)
        .fields(
            Customer.CODE,
            Customer.SIRET,
            Customer.PHONE,
            Customer.PAYER,
            Customer.OWNER,
            Customer.STATE)
        .field(kept(Customer.EMAIL))
        .field(kept(Customer.NOTE))
        .field(FieldRule.of(Customer.NAME).maxLength(35));
  }

  private FieldRule<String> kept(Field<String> field) {
    return FieldRule.of(field).normalForm(value -> setting.inErp(field, value));
  }

  private InMemoryEntity.Builder orders() {
    return inErp(SalesOrder.TYPE)
        .fields(
            SalesOrder.NUMBER,
            SalesOrder.CUSTOMER,
            SalesOrder.LINES,
            SalesOrder.EXTERNAL_NUMBER,
            SalesOrder.NET,
            SalesOrder.GROSS,
            SalesOrder.DELIVERY_STATUS)
        .composite(SalesOrder.LINES)
        .workflow(Duration.ZERO, Systems::totals);
  }

  /** The ERP numbers and adds up its documents by itself. */
  private static Fields totals(RecordId id, Fields before, Fields after) {
    BigDecimal net =
        after.get(SalesOrder.LINES).orElse(List.of()).stream()
            .map(DocumentLine::net)
            .map(line -> line.orElse(BigDecimal.ZERO))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    boolean known = after.get(SalesOrder.NET).filter(n -> n.compareTo(net) == 0).isPresent();
    return known
        ? Fields.empty()
        : Fields.of(
            SalesOrder.NET, net, SalesOrder.GROSS, net, SalesOrder.NUMBER, "BC" + id.value());
  }

  InMemorySystem crm() {
    InMemorySystem.Builder builder =
        InMemorySystem.named("crm", clock)
            .identity("62515")
            .entity(crmCustomers())
            .entity(inCrm(Contact.TYPE).fields(Contact.LAST_NAME, Contact.EMAIL, Contact.CUSTOMERS))
            .entity(
                inCrm(Product.TYPE)
                    .fields(Product.SKU, Product.NAME, Product.PRICE, StockLevel.AVAILABLE))
            .entity(quotes());
    if (extras.invoices()) {
      builder.entity(inCrm(Invoice.TYPE).fields(INVOICED).composite(Invoice.GROSS));
    }
    return builder.build();
  }

  private InMemoryEntity.Builder inCrm(EntityType type) {
    InMemoryEntity.Builder builder = sized(type).feedDelay(setting.crmDelay()).showReference();
    if (setting.crmHints()) {
      builder.listsShowHints();
    }
    return setting.idOnly() ? builder.answersWithIdOnly() : builder;
  }

  private InMemoryEntity.Builder quotes() {
    return sized(Quote.TYPE)
        .feedDelay(setting.crmDelay())
        .fields(
            Quote.NUMBER,
            Quote.STATUS,
            Quote.CUSTOMER,
            Quote.LINES,
            Quote.NET,
            Quote.GROSS,
            Quote.EXPIRES)
        .fields(
            DocumentReport.STATUS,
            DocumentReport.NUMBER,
            DocumentReport.TOTAL_GROSS,
            DocumentReport.MESSAGE,
            DocumentReport.DELIVERY_STATUS);
  }

  private InMemoryEntity.Builder crmCustomers() {
    InMemoryEntity.Builder builder =
        inCrm(Customer.TYPE)
            .fields(
                Customer.NAME,
                Customer.CODE,
                Customer.SIRET,
                Customer.EMAIL,
                Customer.PHONE,
                Customer.NOTE,
                Customer.PAYER,
                Customer.OWNER,
                Customer.STATE)
            .fields(
                CustomerBalance.OUTSTANDING,
                CustomerBalance.CREDIT_LIMIT,
                CustomerBalance.CREDIT_STATE,
                CustomerBalance.AS_OF);
    return switch (setting.automation()) {
      case NONE -> builder;
      case NOTES -> builder.workflow(Duration.ofSeconds(10), Systems::note);
      case NAMES -> builder.workflow(Duration.ZERO, Systems::asterisk);
      case NAMES_LATER -> builder.workflow(Duration.ofSeconds(20), Systems::asterisk);
    };
  }

  private static Fields note(RecordId id, Fields before, Fields after) {
    return before.isEmpty() && after.isBlank(Customer.NOTE)
        ? Fields.of(Customer.NOTE, "welcome " + id.value())
        : Fields.empty();
  }

  private static Fields asterisk(RecordId id, Fields before, Fields after) {
    boolean renamed = !before.get(Customer.NAME).equals(after.get(Customer.NAME));
    return after
        .get(Customer.NAME)
        .filter(name -> renamed && !name.endsWith("*"))
        .map(name -> Fields.of(Customer.NAME, name + "*"))
        .orElse(Fields.empty());
  }
}
