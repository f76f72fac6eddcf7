package dev.passerelle.sage.sage100.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.simulators.sage100.Variant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An order that the agent made stays one record while Sage turns it into other documents. */
class OrderLineageTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anOrderKeepsItsIdItsReferenceAndItsFateUntilItIsPosted(boolean old) {
    try (Negoce negoce = Negoce.withAgent(old ? Variant.OLD : Variant.RECENT)) {
      EntityAdapter orders = Orders.adapter(negoce);
      Write.Create create = Orders.q1007();
      String id = AgentOrdersTest.written(orders.write(List.of(create)).get(0)).id().value();
      assertStays(orders, create, id, "open");

      String delivery = negoce.sage.user().transform(1, id, 3);
      assertStays(orders, create, id, "delivered");

      String invoice = negoce.sage.user().transform(3, delivery, 6);
      assertStays(orders, create, id, "invoiced");

      negoce.sage.user().postInvoice(invoice);
      assertStays(orders, create, id, "invoiced");
      assertThat(negoce.sage.effects().writes("document.create")).isEqualTo(1);
    }
  }

  private static void assertStays(
      EntityAdapter orders, Write.Create create, String id, String status) {
    Fields read = Negoce.read(orders, id).fields();
    assertThat(read.get(SalesOrder.NUMBER)).contains(id);
    assertThat(read.get(SalesOrder.DELIVERY_STATUS)).contains(status);
    assertThat(read.get(Reference.FIELD)).contains(create.reference());
    assertThat(read.get(SalesOrder.NET).orElseThrow()).isEqualByComparingTo("2745.00");
    assertThat(orders.find(Reference.FIELD, List.of(create.reference())))
        .extracting(Snapshot::id)
        .containsExactly(RecordId.of(id));
    WriteResult fate =
        orders
            .fate(
                List.of(
                    new Ticket(
                        create.key(),
                        Operation.CREATE,
                        create.reference(),
                        null,
                        create.fields(),
                        null,
                        java.time.Instant.EPOCH)))
            .get(0);
    assertThat(AgentOrdersTest.written(fate).id()).isEqualTo(RecordId.of(id));
  }
}
