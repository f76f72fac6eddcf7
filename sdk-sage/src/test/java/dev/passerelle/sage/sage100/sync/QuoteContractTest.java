package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.Ref;
import dev.passerelle.simulators.sage100.Variant;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;

/** Quotes by SQL and through the agent. The keys of lines are tested apart. */
class QuoteContractTest extends EntityAdapterContract {
  private final Negoce negoce = Negoce.withAgent(Variant.RECENT);

  @AfterEach
  void close() {
    negoce.close();
  }

  @Override
  protected Connector connector() {
    return WithLines.connector(negoce.connect());
  }

  @Override
  protected EntityType type() {
    return Quote.TYPE;
  }

  /** With the lines, of which every document has one. */
  @Override
  protected Selection selection() {
    var fields = new HashSet<>(sample(1).keys());
    fields.add(Quote.LINES);
    return Selection.of(fields);
  }

  @Override
  protected String reference(int n) {
    return "7020000" + n;
  }

  @Override
  protected Fields sample(int n) {
    return DocumentRemote.amounts(1).toBuilder()
        .set(Quote.CUSTOMER, Ref.to(Customer.TYPE, "106"))
        .set(Quote.OWNER, "2")
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Quote.OWNER, "1");
  }

  @Override
  protected Remote remote() {
    return new DocumentRemote(negoce, 0);
  }
}
