package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sage.sage100.Row;
import dev.passerelle.sage.sage100.Sage100Gateway;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The CT_Num of the customers that documents refer to by id. */
final class OrderCustomers {
  private final Sage100Gateway gateway;

  OrderCustomers(Sage100Gateway gateway) {
    this.gateway = gateway;
  }

  /** CT_Num by id of all that the documents name. */
  Map<String, String> numbers(List<Fields> documents) {
    List<RecordId> ids =
        documents.stream()
            .flatMap(fields -> fields.get(SalesOrder.CUSTOMER).stream())
            .flatMap(ref -> ref.id().stream())
            .toList();
    Map<String, String> numbers = new HashMap<>();
    if (!ids.isEmpty()) {
      for (Row row : gateway.customers().raw(Entities.marqs(ids), Set.of())) {
        numbers.put(Integer.toString(row.integer("cbMarq")), row.code("CT_Num"));
      }
    }
    return numbers;
  }

  /** The CT_Num of one document's customer. */
  Optional<String> number(Fields document, Map<String, String> numbers) {
    return document.get(SalesOrder.CUSTOMER).flatMap(ref -> number(ref, numbers));
  }

  private static Optional<String> number(Ref ref, Map<String, String> numbers) {
    if (ref.naturalKey().isPresent()) {
      boolean byNumber = Objects.equals(ref.key(), Customer.CODE.name());
      return byNumber ? Optional.of(Row.normalCode(ref.value())) : Optional.empty();
    }
    return Optional.ofNullable(numbers.get(ref.value()));
  }
}
