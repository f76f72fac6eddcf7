package dev.passerelle.odoo.sync;

import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.Ref;
import dev.passerelle.testkit.Remote;
import java.time.LocalDate;

/** Quotations, on 19, in JSON-2. */
class QuoteContractTest extends OrderContractTest {
  private static final LocalDate DAY = LocalDate.parse("2026-05-01");

  @Override
  Servers servers() {
    return new Servers(19);
  }

  @Override
  protected EntityType type() {
    return Quote.TYPE;
  }

  @Override
  protected Remote remote() {
    return new OrderRemote(
        servers,
        "validity_date",
        Quote.CUSTOMER,
        Quote.LINES,
        Quote.STATUS,
        Column.of(
            Quote.EXPIRES,
            "validity_date",
            text -> LocalDate.parse(text.toString()),
            LocalDate::toString));
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Quote.CUSTOMER, Ref.to(Customer.TYPE, customer))
        .set(Quote.EXPIRES, DAY.plusDays(n))
        .set(Quote.STATUS, "sent")
        .set(Quote.LINES, lines(n, 2))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Quote.EXPIRES, DAY.minusDays(n), Quote.LINES, lines(n, 7));
  }
}
