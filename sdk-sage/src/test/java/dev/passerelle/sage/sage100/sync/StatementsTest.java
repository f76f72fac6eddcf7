package dev.passerelle.sage.sage100.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Employee;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.simulators.sage100.Variant;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the engine's calls cost the database, and what a failure in their midst does. */
final class StatementsTest {
  private static final Supplier<SQLException> DEADLOCK =
      () -> new SQLException("deadlock victim", "40001", 1205);

  @Test
  void aPageOfAListIsOneConnectionAndNoStatementTwice() {
    try (Negoce negoce = new Negoce(Variant.RECENT)) {
      negoce.connector.describe();
      assertThat(listed(negoce, negoce.adapter(Customer.TYPE, Customer.NAME, Customer.PAYER)))
          .isEqualTo(3);
      assertThat(listed(negoce, negoce.adapter(Contact.TYPE, Contact.LAST_NAME))).isEqualTo(3);
      assertThat(listed(negoce, negoce.adapter(Employee.TYPE, Employee.LAST_NAME))).isEqualTo(3);
      assertThat(listed(negoce, negoce.adapter(Payment.TYPE, Payment.AMOUNT))).isEqualTo(4);
      assertThat(listed(negoce, negoce.adapter(StockLevel.TYPE, StockLevel.AVAILABLE)))
          .isEqualTo(4);
      assertThat(listed(negoce, negoce.adapter(Product.TYPE, Product.NAME))).isEqualTo(3);
      assertThat(listed(negoce, negoce.adapter(Product.TYPE, Product.UNIT, Product.VAT_RATE)))
          .isEqualTo(7);
      assertThat(listed(negoce, negoce.adapter(SalesOrder.TYPE, SalesOrder.LINES))).isEqualTo(6);
      assertThat(listed(negoce, negoce.adapter(CustomerBalance.TYPE, CustomerBalance.OUTSTANDING)))
          .isEqualTo(10);
    }
  }

  /** Statements of one page. */
  private static int listed(Negoce negoce, EntityAdapter adapter) {
    negoce.sql.forget();
    List<Snapshot> found = new ArrayList<>();
    Negoce.list(adapter, 200, found);
    assertThat(found).isNotEmpty();
    assertThat(negoce.sql.connections).hasValue(1);
    assertThat(negoce.sql.out).hasValue(0);
    assertThat(new HashSet<>(negoce.sql.statements)).hasSameSizeAs(negoce.sql.statements);
    return negoce.sql.statements.size();
  }

  @Test
  void aQuietMinuteAsksTheTimeTheSettingsAndEachTableOnce() {
    try (Negoce negoce = new Negoce(Variant.RECENT)) {
      EntityAdapter balances = negoce.adapter(CustomerBalance.TYPE, CustomerBalance.OUTSTANDING);
      Position rest = Negoce.listed(balances);
      negoce.clock.advance(Duration.ofHours(2));
      rest = Negoce.changes(balances, rest, 200, new ArrayList<>());
      negoce.clock.advance(Duration.ofHours(2));
      negoce.sql.forget();
      assertThat(balances.changesSince(rest, 200).changes()).isEmpty();
      assertThat(negoce.sql.connections).hasValue(1);
      assertThat(negoce.sql.statements).hasSize(1 + 1 + 3 + 7);
    }
  }

  @Test
  void aDeadlockInTheMidstOfAReadingCostsOneMoreConnectionAndNoValue() {
    try (Negoce negoce = new Negoce(Variant.RECENT)) {
      EntityAdapter balances = negoce.adapter(CustomerBalance.TYPE, CustomerBalance.OUTSTANDING);
      List<Snapshot> before = new ArrayList<>();
      Negoce.list(balances, 200, before);
      negoce.sql.forget();
      negoce.sql.failAt("F_DOCREGL", DEADLOCK);
      List<Snapshot> after = new ArrayList<>();
      Negoce.list(balances, 200, after);
      assertThat(after).isEqualTo(before);
      assertThat(negoce.sql.connections).hasValue(2);
      assertThat(negoce.sql.out).hasValue(0);
      // The session setting of the second connection, and the statement again.
      assertThat(negoce.sql.statements).hasSize(12);
    }
  }

  @Test
  void aConnectionThatCannotBeSetUpIsGivenBackAndReplaced() {
    try (Negoce negoce = new Negoce(Variant.RECENT)) {
      EntityAdapter customers = negoce.adapter(Customer.TYPE, Customer.NAME);
      negoce.sql.forget();
      negoce.sql.failAt("LOCK_TIMEOUT", () -> new SQLException("connection reset", "08S01", 10054));
      assertThat(Negoce.read(customers, "101").fields().get(Customer.NAME)).isPresent();
      assertThat(negoce.sql.connections).hasValue(2);
      assertThat(negoce.sql.out).hasValue(0);
    }
  }

  @Test
  void aFailureThatStaysGivesTheConnectionBackAndLeavesNothingForTheNextReading() {
    try (Negoce negoce = new Negoce(Variant.RECENT)) {
      EntityAdapter products = negoce.adapter(Product.TYPE, Product.VAT_RATE);
      negoce.sql.failAt("F_ARTCOMPTA", () -> new SQLException("denied", "S0005", 229));
      assertThatThrownBy(() -> Negoce.listed(products)).isInstanceOf(AccessDenied.class);
      assertThat(negoce.sql.out).hasValue(0);
      negoce.sql.forget();
      Negoce.listed(products);
      assertThat(negoce.sql.statements).filteredOn(sql -> sql.contains("F_TAXE")).hasSize(1);
    }
  }

  @Test
  void aLockThatNeverEndsIsTransientAndHoldsNoConnection() {
    try (Negoce negoce = new Negoce(Variant.RECENT)) {
      EntityAdapter customers = negoce.adapter(Customer.TYPE, Customer.NAME);
      negoce.sql.fail(4, () -> new SQLException("Lock request time out", "S0001", 1222));
      assertThatThrownBy(() -> customers.read(List.of(RecordId.of(101))))
          .isInstanceOf(TransientFailure.class);
      assertThat(negoce.sql.out).hasValue(0);
    }
  }
}
