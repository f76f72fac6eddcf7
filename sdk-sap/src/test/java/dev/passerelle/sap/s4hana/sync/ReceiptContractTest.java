package dev.passerelle.sap.s4hana.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.sap.s4hana.S4HanaCodes;
import dev.passerelle.sap.s4hana.S4HanaSettings;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiptContractTest extends EntityAdapterContract {
  private static final String LINES = "A_OperationalAcctgDocItemCube";

  private final Systems systems = new Systems();
  private final String customer = systems.customer("Acme");
  private final String order;
  private final String invoice;

  {
    systems.product("A1");
    order = systems.order(customer, "A1", new BigDecimal("1000"));
    invoice = systems.simulator.user().bill(order);
  }

  @AfterEach
  void close() {
    systems.close();
  }

  @Override
  protected Connector connector() {
    return S4Hana.connect(systems.settings);
  }

  @Override
  protected EntityType type() {
    return Payment.TYPE;
  }

  @Override
  protected Remote remote() {
    return new SystemRemote(systems, LINES) {
      /** A part is for the invoice, a part is on account. */
      @Override
      public RecordId create(Fields fields) {
        BigDecimal free = fields.get(Payment.UNALLOCATED).orElseThrow();
        BigDecimal part = fields.get(Payment.AMOUNT).orElseThrow().subtract(free);
        String number = user.pay(invoice, part);
        user.payFurther(number, free);
        fields.get(Payment.LABEL).ifPresent(text -> user.noteReceipt(number, text));
        return id(number);
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        changed.get(Payment.LABEL).ifPresent(text -> user.noteReceipt(number(id), text));
      }

      @Override
      public Optional<Fields> fields(RecordId id) {
        List<Map<String, Object>> lines =
            user.rows(LINES, Map.of("AccountingDocument", number(id)));
        return lines.isEmpty() ? Optional.empty() : Optional.of(shown(lines));
      }

      private Fields shown(List<Map<String, Object>> lines) {
        BigDecimal amount = BigDecimal.ZERO;
        BigDecimal free = BigDecimal.ZERO;
        for (Map<String, Object> line : lines) {
          BigDecimal one = ((BigDecimal) line.get("AmountInTransactionCurrency")).negate();
          amount = amount.add(one);
          boolean named = line.get("InvoiceReference") != null;
          free = named ? free : free.add(one);
        }
        return Fields.builder()
            .set(Payment.CUSTOMER, Ref.to(Customer.TYPE, customer))
            .set(Payment.LABEL, (String) lines.get(0).get("DocumentItemText"))
            .set(Payment.AMOUNT, amount)
            .set(Payment.UNALLOCATED, free)
            .set(Payment.INVOICES, Set.of(Ref.to(Invoice.TYPE, invoice)))
            .set(Payment.BOUNCED, false)
            .build();
      }

      @Override
      Fields read(Map<String, Object> record) {
        throw new AssertionError("a receipt is several rows");
      }

      @Override
      public void archive(RecordId id) {
        Remote.cannot("archive a receipt");
      }

      @Override
      public void delete(RecordId id) {
        Remote.cannot("delete a receipt");
      }
    };
  }

  private RecordId id(String number) {
    return RecordId.of("1010/2026/" + number + "/" + customer);
  }

  private static String number(RecordId id) {
    return id.value().split("/", -1)[2];
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Payment.CUSTOMER, Ref.to(Customer.TYPE, customer))
        .set(Payment.LABEL, "Virement " + n)
        .set(Payment.AMOUNT, new BigDecimal("1.5").add(BigDecimal.valueOf(n)))
        .set(Payment.UNALLOCATED, new BigDecimal("0.5"))
        .set(Payment.INVOICES, Set.of(Ref.to(Invoice.TYPE, invoice)))
        .set(Payment.BOUNCED, false)
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Payment.LABEL, "Virement corrige " + n);
  }

  private static final Selection ALL =
      Selection.of(
          Payment.NUMBER,
          Payment.AMOUNT,
          Payment.UNALLOCATED,
          Payment.INVOICES,
          Payment.DATE,
          Payment.CURRENCY,
          Payment.BOUNCED);

  private Fields read(Connector connector, String number) {
    EntityAdapter payments = connector.adapter(Payment.TYPE, ALL).orElseThrow();
    return ((Lookup.Found) payments.read(List.of(id(number))).get(0)).snapshot().fields();
  }

  @Test
  void theInvoicesOfAPartAndOfTheRestAreTold() {
    String part = systems.simulator.user().pay(invoice, new BigDecimal("200"));
    String rest = systems.simulator.user().pay(invoice, new BigDecimal("1000"));
    try (Connector connector = connector()) {
      Set<Ref> paid = Set.of(Ref.to(Invoice.TYPE, invoice));
      Fields first = read(connector, part);
      assertThat(first.get(Payment.AMOUNT).orElseThrow()).isEqualByComparingTo("200");
      assertThat(first.get(Payment.INVOICES)).contains(paid);
      assertThat(first.get(Payment.UNALLOCATED).orElseThrow()).isZero();
      assertThat(first.get(Payment.DATE)).contains(LocalDate.of(2026, 3, 16));
      assertThat(first.get(Payment.CURRENCY)).contains("EUR");
      assertThat(first.get(Payment.NUMBER)).contains(part);
      Fields second = read(connector, rest);
      assertThat(second.get(Payment.AMOUNT).orElseThrow()).isEqualByComparingTo("1000");
      assertThat(second.get(Payment.INVOICES)).contains(paid);
    }
  }

  @Test
  void oneThatTheBankGaveBackIsBouncedAndItsInvoiceOpen() {
    String receipt = systems.simulator.user().pay(invoice);
    systems.simulator.user().reverse(receipt);
    try (Connector connector = connector()) {
      Fields shown = read(connector, receipt);
      assertThat(shown.get(Payment.BOUNCED)).contains(true);
      assertThat(shown.get(Payment.INVOICES).orElseThrow()).isEmpty();
      EntityAdapter invoices =
          connector.adapter(Invoice.TYPE, Selection.of(Invoice.REMAINING)).orElseThrow();
      Lookup found = invoices.read(List.of(RecordId.of(invoice))).get(0);
      assertThat(((Lookup.Found) found).snapshot().fields().get(Invoice.REMAINING).orElseThrow())
          .isEqualByComparingTo("1200");
    }
  }

  /** Its lines lie on both sides of a page's edge, or fill more than a page. */
  @Test
  void aReceiptOfManyLinesIsOneWhereverAPageEnds() {
    List<RecordId> made = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      String number = systems.simulator.user().payOnAccount(customer, BigDecimal.ONE);
      for (int line = 0; line < 2 * n; line++) {
        systems.simulator.user().payFurther(number, BigDecimal.ONE);
      }
      made.add(id(number));
    }
    try (Connector connector = connector()) {
      EntityAdapter payments = connector.adapter(Payment.TYPE, ALL).orElseThrow();
      for (int limit = 1; limit <= 9; limit++) {
        List<RecordId> seen = new ArrayList<>();
        List<BigDecimal> amounts = new ArrayList<>();
        Position at = Position.START;
        boolean last = false;
        while (!last) {
          ChangePage page = payments.list(at, limit, EntityAdapter.Depth.FULL);
          for (Change change : page.changes()) {
            seen.add(change.id());
            amounts.add(change.shown().orElseThrow().fields().get(Payment.AMOUNT).orElseThrow());
          }
          at = page.next();
          last = page.last();
        }
        assertThat(seen).as("pages of %s rows", limit).containsExactlyElementsOf(made);
        assertThat(amounts)
            .usingElementComparator(BigDecimal::compareTo)
            .containsExactly(
                BigDecimal.ONE,
                BigDecimal.valueOf(3),
                BigDecimal.valueOf(5),
                BigDecimal.valueOf(7));
      }
    }
  }

  @Test
  void receiptsBeforeTheFirstDayAreLeftOut() {
    systems.simulator.user().payOnAccount(customer, BigDecimal.ONE);
    systems.pass(Duration.ofDays(1));
    String late = systems.simulator.user().payOnAccount(customer, BigDecimal.TEN);
    S4HanaCodes codes = Systems.codes().receiptsSince(LocalDate.of(2026, 3, 17)).build();
    S4HanaSettings settings = systems.builder().codes(codes).build();
    try (Connector connector = S4Hana.connect(settings)) {
      EntityAdapter payments = connector.adapter(Payment.TYPE, ALL).orElseThrow();
      assertThat(payments.list(Position.START, 10, EntityAdapter.Depth.KEYS).changes())
          .extracting(Change::id)
          .containsExactly(id(late));
    }
  }
}
