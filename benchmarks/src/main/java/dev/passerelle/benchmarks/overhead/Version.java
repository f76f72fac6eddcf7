package dev.passerelle.benchmarks.overhead;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.model.Snapshot;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;

/** What the idempotent consumer goes by: the record in this version. */
final class Version extends ExpressionAdapter {
  @Override
  public Object evaluate(Exchange exchange) {
    Change change = exchange.getMessage().getBody(Change.class);
    return change.id().value() + "@" + change.shown().flatMap(Snapshot::revision).orElse("");
  }
}
