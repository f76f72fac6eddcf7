package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.SalesOrder;
import java.util.List;
import java.util.Optional;

/**
 * What both ways of writing documents have in common: faults found before, and the look-up after.
 */
final class OrderChecks {
  /** DO_NoWeb. */
  static final int REFERENCE_LENGTH = 17;

  private final Site site;
  private final DocumentEntity entity;
  private final Existing existing;

  OrderChecks(Site site, DocumentEntity entity) {
    this.site = site;
    this.entity = entity;
    this.existing = new Existing(site.settings().system(), entity);
  }

  /** Why a document cannot even be written down. */
  Optional<WriteResult> fault(Write.Create create, Optional<String> customer) {
    if (customer.isEmpty()) {
      return Optional.of(noCustomer(create));
    }
    String reference = create.reference();
    boolean usable = Existing.printable(reference) && reference.length() <= REFERENCE_LENGTH;
    return usable ? Optional.empty() : Optional.of(existing.badReference(create));
  }

  WriteResult refused(Write.Create create, Columns checked) {
    ErrorDetail detail =
        checked.detail(site.settings().system(), entity.type().name(), create.reference());
    return new WriteResult.Refused(create.key(), detail, checked.errors(), null, null);
  }

  private WriteResult noCustomer(Write.Create create) {
    ErrorDetail detail =
        ErrorDetail.of(ErrorCode.CUSTOMER_UNKNOWN)
            .system(site.settings().system())
            .entity(entity.type().name())
            .record(create.reference())
            .field(SalesOrder.CUSTOMER.name())
            .build();
    FieldError field = FieldError.of(SalesOrder.CUSTOMER.name(), "CUSTOMER_UNKNOWN", "");
    String awaiting = create.fields().get(SalesOrder.CUSTOMER).map(Object::toString).orElse(null);
    return new WriteResult.Refused(create.key(), detail, List.of(field), awaiting, null);
  }

  /** Sage itself knows by DO_NoWeb, also when the agent has forgotten or no journal was written. */
  WriteResult look(Ticket ticket) {
    if (ticket.operation() != Ticket.Operation.CREATE) {
      return existing.look(ticket);
    }
    return ticket
        .ourReference()
        .flatMap(reference -> entity.byReference(reference).stream().findFirst())
        .<WriteResult>map(found -> new WriteResult.Written(ticket.key(), found, true))
        .orElseGet(() -> new WriteResult.Absent(ticket.key()));
  }

  static String fieldName(String column) {
    return switch (column) {
      case "DO_Tiers" -> SalesOrder.CUSTOMER.name();
      case "DO_Ref" -> SalesOrder.EXTERNAL_NUMBER.name();
      case "DO_NoWeb" -> "reference";
      case "CO_No" -> SalesOrder.OWNER.name();
      case "DE_No" -> SalesOrder.WAREHOUSE.name();
      case "DO_Date" -> SalesOrder.DATE.name();
      default -> column;
    };
  }
}
